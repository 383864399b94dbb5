//! The instruction set: a register machine. Registers are a window on the thread's stack; locals come first, then the
//! temporaries. Every instruction is eight bytes. `dst`, `a`, `b`, `src`, `base`, ... are register numbers unless
//! said otherwise; jump targets are absolute instruction indices (`to`) or forward distances (`skip`, counted from
//! the instruction after this one).

/// Binary operators; the second half are the in-place forms (`+=`), in the same order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are Python's operators")]
#[repr(u8)]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    LShift,
    RShift,
    And,
    Or,
    Xor,
    MatMul,
    IAdd,
    ISub,
    IMul,
    IDiv,
    IFloorDiv,
    IMod,
    IPow,
    ILShift,
    IRShift,
    IAnd,
    IOr,
    IXor,
    IMatMul,
}

/// Unary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are Python's operators")]
#[repr(u8)]
pub enum UnOp {
    Neg,
    Pos,
    Invert,
    Not,
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are Python's operators")]
#[repr(u8)]
pub enum CmpOp {
    Lt,
    Le,
    Gt,
    Ge,
    Eq,
    Ne,
    Is,
    IsNot,
    In,
    NotIn,
}

/// How an f-string field converts its value before formatting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are Python's conversions")]
#[repr(u8)]
pub enum Conversion {
    None,
    Str,
    Repr,
    Ascii,
}

/// One instruction.
#[expect(missing_docs, reason = "each variant says what its registers are")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Instr {
    /// Does nothing.
    Nop,
    /// Stops the thread: the next instruction may use what other threads use too. Only in programs compiled to be explored, and
    /// in our own modules, where it does nothing in a program that is not explored.
    Probe,
    // ---- moving values -------------------------------------------------------------------------------------------
    /// `dst = src` (the compiler knows that `src` is bound).
    Move { dst: u16, src: u16 },
    /// `dst = consts[k]`.
    LoadConst { dst: u16, k: u32 },
    /// `dst = value`.
    LoadInt { dst: u16, value: i32 },
    /// `dst = None`.
    LoadNone { dst: u16 },
    /// `dst = True / False`.
    LoadBool { dst: u16, value: bool },
    /// Raises `UnboundLocalError` when the local `src` is unbound (its name: `local_names[src]`).
    CheckBound { src: u16 },
    /// Makes a local unbound; `UnboundLocalError` when it is already.
    DelLocal { src: u16 },
    /// Makes registers `from..from+n` unbound without a check.
    Unbind { from: u16, n: u16 },
    /// `dst = module global or builtin`; `slot` indexes the module's global names.
    LoadGlobal { dst: u16, slot: u16 },
    /// Module global = src.
    StoreGlobal { slot: u16, src: u16 },
    /// Deletes a module global; `NameError` when unbound.
    DelGlobal { slot: u16 },
    /// Wraps the value of a register (may be unbound) into a fresh cell in the same register.
    MakeCell { reg: u16 },
    /// `dst = value of the cell in register cell`; `NameError` (free) / `UnboundLocalError` (own) when unbound.
    LoadCell { dst: u16, cell: u16 },
    /// Value of the cell in register `cell` = src.
    StoreCell { cell: u16, src: u16 },
    /// Empties a cell; error as `LoadCell` when unbound.
    DelCell { cell: u16 },
    /// Class body: `dst = namespace[names[name]]`, else the cell if there is one (`NameError` when unbound), else global or builtin.
    LoadName { dst: u16, name: u16, cell: u16 },
    /// Class body: `namespace[names[name]] = src`.
    StoreName { name: u16, src: u16 },
    /// Class body: `del namespace[names[name]]`.
    DelName { name: u16 },
    /// Loads a function of the prelude by name (`names[name]`).
    LoadPrelude { dst: u16, name: u16 },
    /// `dst = AssertionError`, whatever the program calls so.
    LoadAssertionError { dst: u16 },
    // ---- operators -----------------------------------------------------------------------------------------------
    /// `dst = a + b`.
    Add { dst: u16, a: u16, b: u16 },
    /// `dst = a - b`.
    Sub { dst: u16, a: u16, b: u16 },
    /// `dst = a * b`.
    Mul { dst: u16, a: u16, b: u16 },
    /// `dst = a + imm`.
    AddInt { dst: u16, a: u16, imm: i16 },
    /// `dst = a - imm`.
    SubInt { dst: u16, a: u16, imm: i16 },
    /// `dst = a += b`.
    IAdd { dst: u16, a: u16, b: u16 },
    /// `dst = a += imm`.
    IAddInt { dst: u16, a: u16, imm: i16 },
    /// Any binary operator (all that have no instruction of their own, and those too).
    Binary { op: BinOp, dst: u16, a: u16, b: u16 },
    /// Unary operator.
    Unary { op: UnOp, dst: u16, src: u16 },
    /// Comparison; the result may be any value (rich comparison).
    Compare { op: CmpOp, dst: u16, a: u16, b: u16 },
    // ---- control -------------------------------------------------------------------------------------------------
    /// Goes on at `to`.
    Jump { to: u32 },
    /// Goes on at `to` if `src` is true.
    JumpIf { src: u16, to: u32 },
    /// Goes on at `to` if `src` is false.
    JumpIfNot { src: u16, to: u32 },
    /// Jumps by `skip` (from the next instruction, may be negative) when the comparison is *not* true.
    JumpIfNotCmp { op: CmpOp, a: u16, b: u16, skip: i16 },
    /// The same against a small integer.
    JumpIfNotCmpInt { op: CmpOp, a: u16, imm: i16, skip: i16 },
    /// Goes on at `to` if `src` is (not) None.
    JumpIfNone { src: u16, to: u32 },
    /// Goes on at `to` if `src` is not None.
    JumpIfNotNone { src: u16, to: u32 },
    /// Starts an iteration over `src`. Uses the three registers `iter..iter+3`, which no program sees: fast forms of
    /// range and list keep their position there.
    GetIter { iter: u16, src: u16 },
    /// `dst = next item`, or jumps `skip` forward from the next instruction when there is none (and unbinds `iter`).
    ForIter { iter: u16, dst: u16, skip: u16 },
    /// Returns `src`.
    Return { src: u16 },
    /// Returns None.
    ReturnNone,
    // ---- attributes and items ------------------------------------------------------------------------------------
    /// `dst = obj.names[name]`.
    GetAttr { dst: u16, obj: u16, name: u16 },
    /// `obj.names[name] = src`.
    SetAttr { obj: u16, name: u16, src: u16 },
    /// `del obj.names[name]`.
    DelAttr { obj: u16, name: u16 },
    /// `dst = obj[index]`.
    GetItem { dst: u16, obj: u16, index: u16 },
    /// `obj[index] = src`.
    SetItem { obj: u16, index: u16, src: u16 },
    /// `del obj[index]`.
    DelItem { obj: u16, index: u16 },
    /// `dst = slice(base, base+1, base+2)`.
    BuildSlice { dst: u16, base: u16 },
    // ---- calls ---------------------------------------------------------------------------------------------------
    /// Callee in `base`, `argc` arguments from `base+1`; result in `dst`.
    Call { dst: u16, base: u16, argc: u16 },
    /// As `Call`, the last of the `argc` arguments being keywords named by the tuple `consts[names]`; result in `base`.
    CallKw { base: u16, argc: u16, names: u16 },
    /// Callee in `base`, a list of positional arguments in `base+1`, a dict of keywords or Unbound in `base+2`; result
    /// in `base`.
    CallEx { base: u16 },
    /// Looks up `obj.names[name]` for a call: a plain method leaves (function, obj) in `base`, `base+1`; anything else
    /// leaves (callable, Unbound). The arguments follow from `base+2`.
    LoadMethod { base: u16, obj: u16, name: u16 },
    /// Calls what `LoadMethod` prepared with `argc` arguments from `base+2`; result in `dst`.
    CallMethod { dst: u16, base: u16, argc: u16 },
    /// As `CallMethod` with keywords, as `CallKw`; result in `base`.
    CallMethodKw { base: u16, argc: u16, names: u16 },
    /// `dst = function of children[child]`: its positional defaults from `base` (`n_defaults` of the child's code), then
    /// its keyword-only defaults (`kw_defaults`), then a dict of annotations if `has_annotations`. Closure cells come from
    /// the registers named by the child's `free`.
    MakeFunction { dst: u16, child: u16, base: u16 },
    /// `base`: body function, `base+1`: name; bases from `base+2`; the last of the `argc` (bases and keywords together) are
    /// keywords named by `consts[names]` (`metaclass`, ...). Calls the body in a fresh namespace; class in `base`.
    BuildClass { base: u16, argc: u16, names: u16 },
    // ---- building ------------------------------------------------------------------------------------------------
    /// `dst = [base .. base+n]`.
    BuildList { dst: u16, base: u16, n: u16 },
    /// `dst = (base .. base+n)`.
    BuildTuple { dst: u16, base: u16, n: u16 },
    /// `dst = {base .. base+n}`.
    BuildSet { dst: u16, base: u16, n: u16 },
    /// `dst = {base: base+1, base+2: base+3, ...}`, `n` pairs.
    BuildDict { dst: u16, base: u16, n: u16 },
    /// `list.append(src)` on a list under construction.
    ListAppend { list: u16, src: u16 },
    /// Extends a list under construction by an iterable (star in a display or a call).
    ListExtend { list: u16, src: u16 },
    /// Adds to a set under construction.
    SetAdd { set: u16, src: u16 },
    /// Updates a set under construction.
    SetUpdate { set: u16, src: u16 },
    /// Adds to a dict under construction.
    DictSet { dict: u16, key: u16, src: u16 },
    /// `**src` in a dict display.
    DictUpdate { dict: u16, src: u16 },
    /// `**src` in a call: keys must be strings and new; `func` is the callee's register (for the message).
    DictMerge { dict: u16, src: u16, func: u16 },
    /// `dst = tuple(list)`.
    ListToTuple { dst: u16, list: u16 },
    /// `dst = text of one f-string field`: `spec` is a register with the format spec or `NO_REG`.
    FormatValue { conv: Conversion, dst: u16, src: u16, spec: u16 },
    /// `dst = concatenation of n strings from base`.
    BuildString { dst: u16, base: u16, n: u16 },
    /// Unpacks exactly `n` values into `base..`.
    Unpack { src: u16, base: u16, n: u16 },
    /// Unpacks with a star: `before` values, a list, `after` values into `base..`.
    UnpackEx { src: u16, base: u16, before: u8, after: u8 },
    // ---- generators ----------------------------------------------------------------------------------------------
    /// Yields `src`; the value sent arrives in `dst`.
    Yield { dst: u16, src: u16 },
    /// `dst = yield from` the iterator in `iter` (made by `YieldFromIter`). Runs again at each resumption until the inner
    /// iterator is exhausted; its value arrives in `dst`.
    YieldFrom { dst: u16, iter: u16 },
    /// `dst = iter(src)` for `yield from` (a plain iterator value, no fast form).
    YieldFromIter { dst: u16, src: u16 },
    // ---- exceptions ----------------------------------------------------------------------------------------------
    /// `raise exc from cause` (`NO_REG`: none).
    Raise { exc: u16, cause: u16 },
    /// Bare `raise`: the exception being handled; `RuntimeError` when there is none.
    Reraise,
    /// Raises the exception in `exc` again, its traceback going on (end of a `finally`, no handler matched).
    RaiseAgain { exc: u16 },
    /// A handler begins: keeps the exception being handled so far in `exc+1` and makes `exc` the one being handled.
    EnterHandler { exc: u16 },
    /// A handler ends: the one kept in `exc+1` is being handled again.
    LeaveHandler { exc: u16 },
    /// `dst = does the exception in exc match the class or tuple in ty`; `TypeError` for what is no exception class.
    MatchExc { dst: u16, exc: u16, ty: u16 },
    /// `exit = bound type(ctx).__exit__`, then `dst = type(ctx).__enter__(ctx)`.
    WithEnter { dst: u16, ctx: u16, exit: u16 },
    /// `dst = exit(type(exc), exc, traceback)`.
    WithExcExit { dst: u16, exit: u16, exc: u16 },
    // ---- imports -------------------------------------------------------------------------------------------------
    /// `dst = import names[name]`: the top package (`import a.b`), or the module itself if `leaf` (`from a.b import`,
    /// `import a.b as c`).
    Import { dst: u16, name: u16, leaf: bool },
    /// `dst = module.names[name]` or the submodule of that name; `ImportError` otherwise.
    ImportFrom { dst: u16, module: u16, name: u16 },
    /// `from module import *` into the globals.
    ImportStar { module: u16 },
    // ---- match ---------------------------------------------------------------------------------------------------
    /// `dst = is src a sequence` for patterns (list, tuple, range, ...; not str, bytes).
    IsSequence { dst: u16, src: u16 },
    /// `dst = is src a mapping` for patterns.
    IsMapping { dst: u16, src: u16 },
    /// `dst = len(src)`.
    Len { dst: u16, src: u16 },
}

impl Instr {
    /// Whether it may use what other threads of its process use too.
    pub fn may_share(self) -> bool {
        matches!(
            self,
            Instr::LoadGlobal { .. }
                | Instr::StoreGlobal { .. }
                | Instr::DelGlobal { .. }
                | Instr::LoadCell { .. }
                | Instr::StoreCell { .. }
                | Instr::DelCell { .. }
                | Instr::Add { .. }
                | Instr::Sub { .. }
                | Instr::Mul { .. }
                | Instr::IAdd { .. }
                | Instr::Binary { .. }
                | Instr::Unary { op: UnOp::Not, .. }
                | Instr::Compare { .. }
                | Instr::JumpIf { .. }
                | Instr::JumpIfNot { .. }
                | Instr::JumpIfNotCmp { .. }
                | Instr::GetIter { .. }
                | Instr::ForIter { .. }
                | Instr::GetAttr { .. }
                | Instr::SetAttr { .. }
                | Instr::DelAttr { .. }
                | Instr::GetItem { .. }
                | Instr::SetItem { .. }
                | Instr::DelItem { .. }
                | Instr::Call { .. }
                | Instr::CallKw { .. }
                | Instr::CallEx { .. }
                | Instr::LoadMethod { .. }
                | Instr::CallMethod { .. }
                | Instr::CallMethodKw { .. }
                | Instr::ListExtend { .. }
                | Instr::SetUpdate { .. }
                | Instr::DictUpdate { .. }
                | Instr::FormatValue { .. }
                | Instr::Unpack { .. }
                | Instr::UnpackEx { .. }
                | Instr::YieldFromIter { .. }
                | Instr::Len { .. }
        )
    }
}

/// "No register" where a register is optional.
pub const NO_REG: u16 = u16::MAX;

const _: () = assert!(size_of::<Instr>() == 8);
