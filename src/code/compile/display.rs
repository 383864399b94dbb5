//! Displays: lists, tuples, sets, dicts and f-strings.

use ruff_python_ast::{self as ast, ConversionFlag, Expr, FStringPart, InterpolatedStringElement};
use ruff_text_size::{Ranged, TextRange};

use super::builder::Builder;
use super::fold;
use crate::code::Const;
use crate::code::instr::{Conversion, Instr, NO_REG};

/// Displays with more elements than this are built piece by piece, not from registers.
pub(super) const MANY: usize = 48;

impl<'a> Builder<'a, '_> {
    /// `[a, b, ...]`.
    pub fn list(&mut self, elts: &'a [Expr], dst: u16, at: TextRange) {
        if elts.len() > 4
            && let Some(items) = elts.iter().map(fold::constant).collect::<Option<Vec<_>>>()
            && !self.is_variable(dst)
        {
            self.emit(Instr::BuildList { dst, base: 0, n: 0 }, at);
            let t = self.temp();
            self.load_const(t, Const::Tuple(items), at);
            return self.emit(Instr::ListExtend { list: dst, src: t }, at);
        }
        let n = self.plain_run(elts);
        let base = self.run(&elts[..n]);
        self.emit(Instr::BuildList { dst, base, n: n as u16 }, at);
        self.extend_list(dst, &elts[n..]);
    }

    /// How many elements at the start go to registers: those before a star, not too many.
    fn plain_run(&self, elts: &[Expr]) -> usize {
        elts.iter().position(Expr::is_starred_expr).unwrap_or(elts.len()).min(MANY)
    }

    /// Evaluates expressions into consecutive new temporaries; the first of these.
    pub fn run(&mut self, elts: &'a [Expr]) -> u16 {
        let base = self.temps(elts.len());
        for (i, e) in elts.iter().enumerate() {
            self.expr_to(e, base.wrapping_add(i as u16));
        }
        base
    }

    /// Adds elements, some with stars, to the list in `list`.
    pub fn extend_list(&mut self, list: u16, elts: &'a [Expr]) {
        for e in elts {
            let save = self.top;
            if let Expr::Starred(star) = e {
                let src = self.operand(&star.value, false);
                self.emit(Instr::ListExtend { list, src }, e.range());
            } else {
                let src = self.operand(e, false);
                self.emit(Instr::ListAppend { list, src }, e.range());
            }
            self.top = save;
        }
    }

    /// `(a, b, ...)`.
    pub fn tuple(&mut self, elts: &'a [Expr], dst: u16, at: TextRange) {
        let n = self.plain_run(elts);
        if n == elts.len() {
            let base = self.run(elts);
            self.emit(Instr::BuildTuple { dst, base, n: n as u16 }, at);
        } else {
            let list = self.temp();
            let base = self.run(&elts[..n]);
            self.emit(Instr::BuildList { dst: list, base, n: n as u16 }, at);
            self.extend_list(list, &elts[n..]);
            self.emit(Instr::ListToTuple { dst, list }, at);
        }
    }

    /// `{a, b, ...}`; `dst` is a temporary.
    pub fn set(&mut self, elts: &'a [Expr], dst: u16, at: TextRange) {
        let n = self.plain_run(elts);
        let base = self.run(&elts[..n]);
        self.emit(Instr::BuildSet { dst, base, n: n as u16 }, at);
        for e in &elts[n..] {
            let save = self.top;
            if let Expr::Starred(star) = e {
                let src = self.operand(&star.value, false);
                self.emit(Instr::SetUpdate { set: dst, src }, e.range());
            } else {
                let src = self.operand(e, false);
                self.emit(Instr::SetAdd { set: dst, src }, e.range());
            }
            self.top = save;
        }
    }

    /// `{a: b, ...}`; `dst` is a temporary.
    pub fn dict(&mut self, dict: &'a ast::ExprDict, dst: u16) {
        let at = dict.range();
        let plain = dict.items.iter().position(|item| item.key.is_none()).unwrap_or(dict.items.len()).min(MANY);
        let base = self.temps(plain * 2);
        for (i, item) in dict.items[..plain].iter().enumerate() {
            let register = base.wrapping_add(2 * i as u16);
            if let Some(key) = &item.key {
                self.expr_to(key, register);
            }
            self.expr_to(&item.value, register.wrapping_add(1));
        }
        self.emit(Instr::BuildDict { dst, base, n: plain as u16 }, at);
        for item in &dict.items[plain..] {
            let save = self.top;
            match &item.key {
                Some(key) => {
                    let key = self.operand(key, self.may_bind(&item.value));
                    let src = self.operand(&item.value, false);
                    self.emit(Instr::DictSet { dict: dst, key, src }, item.value.range());
                }
                None => {
                    let src = self.operand(&item.value, false);
                    self.emit(Instr::DictUpdate { dict: dst, src }, item.value.range());
                }
            }
            self.top = save;
        }
    }

    // ---- f-strings -----------------------------------------------------------------------------------------------

    /// An f-string with all that is concatenated to it.
    pub fn f_string(&mut self, string: &'a ast::ExprFString, dst: u16) {
        let mut pieces = Pieces::default();
        for part in &string.value {
            match part {
                FStringPart::Literal(literal) => pieces.text(literal.as_str()),
                FStringPart::FString(f) => pieces.elements(&f.elements),
            }
        }
        self.pieces(pieces, dst, string.range());
    }

    fn pieces(&mut self, pieces: Pieces<'a>, dst: u16, at: TextRange) {
        let pieces = pieces.finish();
        match pieces.as_slice() {
            [] => self.load_const(dst, Const::Str(String::new()), at),
            [one] => self.piece(one, dst, at),
            many => {
                let base = self.temps(many.len());
                for (i, piece) in many.iter().enumerate() {
                    self.piece(piece, base.wrapping_add(i as u16), at);
                }
                self.emit(Instr::BuildString { dst, base, n: many.len() as u16 }, at);
            }
        }
    }

    fn piece(&mut self, piece: &Piece<'a>, dst: u16, at: TextRange) {
        let save = self.top;
        match piece {
            Piece::Text(text) => self.load_const(dst, Const::Str(text.clone()), at),
            Piece::Field(field) => {
                let spec = field.format_spec.as_deref();
                let src = self.operand(&field.expression, spec.is_some() && self.unit.scopes.list[self.scope].walrus);
                let conv = match field.conversion {
                    ConversionFlag::Str => Conversion::Str,
                    ConversionFlag::Repr => Conversion::Repr,
                    ConversionFlag::Ascii => Conversion::Ascii,
                    // `{x=}` shows the repr, unless it says otherwise.
                    ConversionFlag::None if field.debug_text.is_some() && spec.is_none() => Conversion::Repr,
                    ConversionFlag::None => Conversion::None,
                };
                let spec = match spec {
                    Some(spec) => {
                        let register = self.temp();
                        let mut pieces = Pieces::default();
                        pieces.elements(&spec.elements);
                        self.pieces(pieces, register, spec.range());
                        register
                    }
                    None => NO_REG,
                };
                self.emit(Instr::FormatValue { conv, dst, src, spec }, at);
            }
        }
        self.top = save;
    }
}

enum Piece<'a> {
    Text(String),
    Field(&'a ast::InterpolatedElement),
}

/// The pieces of an f-string, neighbouring texts joined.
#[derive(Default)]
struct Pieces<'a>(Vec<Piece<'a>>);

impl<'a> Pieces<'a> {
    fn text(&mut self, text: &str) {
        if let Some(Piece::Text(last)) = self.0.last_mut() {
            last.push_str(text);
        } else {
            self.0.push(Piece::Text(text.to_owned()));
        }
    }

    fn elements(&mut self, elements: &'a [InterpolatedStringElement]) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => self.text(&literal.value),
                InterpolatedStringElement::Interpolation(field) => {
                    if let Some(debug) = &field.debug_text {
                        self.text(debug.as_str());
                    }
                    self.0.push(Piece::Field(field));
                }
            }
        }
    }

    fn finish(mut self) -> Vec<Piece<'a>> {
        self.0.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
        self.0
    }
}
