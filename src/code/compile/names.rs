//! Loading, storing and deleting names, wherever they live.

use std::borrow::Cow;

use ruff_text_size::TextRange;

use super::builder::Builder;
use super::scope::{Place, mangle};
use crate::code::instr::{Instr, NO_REG};

impl<'a> Builder<'a, '_> {
    /// A name as this block knows it.
    pub fn mangled<'n>(&self, name: &'n str) -> Cow<'n, str> {
        mangle(self.class_name(), name)
    }

    /// Where a (mangled) name lives.
    pub fn find(&self, name: &str) -> Place {
        self.unit.scopes.place(self.scope, name)
    }

    /// The register of a name that is a local variable or a cell.
    pub fn register(&self, name: &str) -> u16 {
        self.locals.get(name).or_else(|| self.free.get(name)).copied().unwrap_or(0)
    }

    /// The register of a name that is a plain local.
    pub fn local(&self, name: &str) -> Option<u16> {
        let name = self.mangled(name);
        (self.find(&name) == Place::Local).then(|| self.register(&name))
    }

    /// Makes sure that a local holds a value.
    pub fn check_bound(&mut self, register: u16, at: TextRange) {
        if !self.bound.has(register) {
            self.emit(Instr::CheckBound { src: register }, at);
            self.bound.add(register);
        }
    }

    /// `dst = name`.
    pub fn load_name(&mut self, name: &str, dst: u16, at: TextRange) {
        let name = self.mangled(name);
        match self.find(&name) {
            Place::Local => {
                let src = self.register(&name);
                self.check_bound(src, at);
                self.move_to(dst, src, at);
            }
            Place::Cell | Place::Free => {
                let cell = self.register(&name);
                self.emit(Instr::LoadCell { dst, cell }, at);
            }
            Place::Global => {
                let slot = self.global(&name);
                self.emit(Instr::LoadGlobal { dst, slot }, at);
            }
            place => {
                let cell = if place == Place::NameOrFree { self.register(&name) } else { NO_REG };
                // The VM falls back to the globals by name: make sure that the module knows it.
                self.global(&name);
                let name = self.name(&name);
                self.emit(Instr::LoadName { dst, name, cell }, at);
            }
        }
    }

    /// `name = src`.
    pub fn store_name(&mut self, name: &str, src: u16, at: TextRange) {
        let name = self.mangled(name);
        match self.find(&name) {
            Place::Local => {
                let dst = self.register(&name);
                self.move_to(dst, src, at);
                self.bound.add(dst);
            }
            Place::Cell | Place::Free => {
                let cell = self.register(&name);
                self.emit(Instr::StoreCell { cell, src }, at);
            }
            Place::Global => {
                let slot = self.global(&name);
                self.emit(Instr::StoreGlobal { slot, src }, at);
            }
            Place::Name | Place::NameOrFree => {
                let name = self.name(&name);
                self.emit(Instr::StoreName { name, src }, at);
            }
        }
    }

    /// `del name`.
    pub fn delete_name(&mut self, name: &str, at: TextRange) {
        let name = self.mangled(name);
        match self.find(&name) {
            Place::Local => {
                let src = self.register(&name);
                self.emit(Instr::DelLocal { src }, at);
                self.bound.remove(src);
            }
            Place::Cell | Place::Free => {
                let cell = self.register(&name);
                self.emit(Instr::DelCell { cell }, at);
            }
            Place::Global => {
                let slot = self.global(&name);
                self.emit(Instr::DelGlobal { slot }, at);
            }
            Place::Name | Place::NameOrFree => {
                let name = self.name(&name);
                self.emit(Instr::DelName { name }, at);
            }
        }
    }

    /// The end of `except E as name`: the name becomes None and is deleted, so that it may have been deleted before.
    pub fn unbind_name(&mut self, name: &str, at: TextRange) {
        if let Some(register) = self.local(name) {
            self.emit(Instr::Unbind { from: register, n: 1 }, at);
            self.bound.remove(register);
            return;
        }
        let save = self.top;
        let none = self.temp();
        self.emit(Instr::LoadNone { dst: none }, at);
        self.store_name(name, none, at);
        self.delete_name(name, at);
        self.top = save;
    }
}
