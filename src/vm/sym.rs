//! The names the VM itself asks for, interned first and in this order in every process.

use super::value::Sym;

/// `__init__`.
pub const INIT: Sym = Sym(0);
/// `__new__`.
pub const NEW: Sym = Sym(1);
/// `__class__`.
pub const CLASS: Sym = Sym(2);
/// `__dict__`.
pub const DICT: Sym = Sym(3);
/// `__name__`.
pub const NAME: Sym = Sym(4);
/// `__qualname__`.
pub const QUALNAME: Sym = Sym(5);
/// `__module__`.
pub const MODULE: Sym = Sym(6);
/// `__doc__`.
pub const DOC: Sym = Sym(7);
/// `__bases__`.
pub const BASES: Sym = Sym(8);
/// `__mro__`.
pub const MRO: Sym = Sym(9);
/// `__base__`.
pub const BASE: Sym = Sym(10);
/// `__call__`.
pub const CALL: Sym = Sym(11);
/// `__getattr__`.
pub const GETATTR: Sym = Sym(12);
/// `__getattribute__`.
pub const GETATTRIBUTE: Sym = Sym(13);
/// `__setattr__`.
pub const SETATTR: Sym = Sym(14);
/// `__delattr__`.
pub const DELATTR: Sym = Sym(15);
/// `__get__`.
pub const GET: Sym = Sym(16);
/// `__set__`.
pub const SET: Sym = Sym(17);
/// `__delete__`.
pub const DELETE: Sym = Sym(18);
/// `__set_name__`.
pub const SET_NAME: Sym = Sym(19);
/// `__init_subclass__`.
pub const INIT_SUBCLASS: Sym = Sym(20);
/// `__class_getitem__`.
pub const CLASS_GETITEM: Sym = Sym(21);
/// `__slots__`.
pub const SLOTS: Sym = Sym(22);
/// `__hash__`.
pub const HASH: Sym = Sym(23);
/// `__eq__`.
pub const EQ: Sym = Sym(24);
/// `__ne__`.
pub const NE: Sym = Sym(25);
/// `__lt__`.
pub const LT: Sym = Sym(26);
/// `__le__`.
pub const LE: Sym = Sym(27);
/// `__gt__`.
pub const GT: Sym = Sym(28);
/// `__ge__`.
pub const GE: Sym = Sym(29);
/// `__bool__`.
pub const BOOL: Sym = Sym(30);
/// `__len__`.
pub const LEN: Sym = Sym(31);
/// `__length_hint__`.
pub const LENGTH_HINT: Sym = Sym(32);
/// `__iter__`.
pub const ITER: Sym = Sym(33);
/// `__next__`.
pub const NEXT: Sym = Sym(34);
/// `__reversed__`.
pub const REVERSED: Sym = Sym(35);
/// `__contains__`.
pub const CONTAINS: Sym = Sym(36);
/// `__getitem__`.
pub const GETITEM: Sym = Sym(37);
/// `__setitem__`.
pub const SETITEM: Sym = Sym(38);
/// `__delitem__`.
pub const DELITEM: Sym = Sym(39);
/// `__missing__`.
pub const MISSING: Sym = Sym(40);
/// `__repr__`.
pub const REPR: Sym = Sym(41);
/// `__str__`.
pub const STR: Sym = Sym(42);
/// `__format__`.
pub const FORMAT: Sym = Sym(43);
/// `__bytes__`.
pub const BYTES: Sym = Sym(44);
/// `__enter__`.
pub const ENTER: Sym = Sym(45);
/// `__exit__`.
pub const EXIT: Sym = Sym(46);
/// `__index__`.
pub const INDEX: Sym = Sym(47);
/// `__int__`.
pub const INT: Sym = Sym(48);
/// `__float__`.
pub const FLOAT: Sym = Sym(49);
/// `__complex__`.
pub const COMPLEX: Sym = Sym(50);
/// `__round__`.
pub const ROUND: Sym = Sym(51);
/// `__trunc__`.
pub const TRUNC: Sym = Sym(52);
/// `__floor__`.
pub const FLOOR: Sym = Sym(53);
/// `__ceil__`.
pub const CEIL: Sym = Sym(54);
/// `__add__`.
pub const ADD: Sym = Sym(55);
/// `__sub__`.
pub const SUB: Sym = Sym(56);
/// `__mul__`.
pub const MUL: Sym = Sym(57);
/// `__truediv__`.
pub const TRUEDIV: Sym = Sym(58);
/// `__floordiv__`.
pub const FLOORDIV: Sym = Sym(59);
/// `__mod__`.
pub const MOD: Sym = Sym(60);
/// `__pow__`.
pub const POW: Sym = Sym(61);
/// `__lshift__`.
pub const LSHIFT: Sym = Sym(62);
/// `__rshift__`.
pub const RSHIFT: Sym = Sym(63);
/// `__and__`.
pub const AND: Sym = Sym(64);
/// `__or__`.
pub const OR: Sym = Sym(65);
/// `__xor__`.
pub const XOR: Sym = Sym(66);
/// `__matmul__`.
pub const MATMUL: Sym = Sym(67);
/// `__divmod__`.
pub const DIVMOD: Sym = Sym(68);
/// `__radd__`.
pub const RADD: Sym = Sym(69);
/// `__rsub__`.
pub const RSUB: Sym = Sym(70);
/// `__rmul__`.
pub const RMUL: Sym = Sym(71);
/// `__rtruediv__`.
pub const RTRUEDIV: Sym = Sym(72);
/// `__rfloordiv__`.
pub const RFLOORDIV: Sym = Sym(73);
/// `__rmod__`.
pub const RMOD: Sym = Sym(74);
/// `__rpow__`.
pub const RPOW: Sym = Sym(75);
/// `__rlshift__`.
pub const RLSHIFT: Sym = Sym(76);
/// `__rrshift__`.
pub const RRSHIFT: Sym = Sym(77);
/// `__rand__`.
pub const RAND: Sym = Sym(78);
/// `__ror__`.
pub const ROR: Sym = Sym(79);
/// `__rxor__`.
pub const RXOR: Sym = Sym(80);
/// `__rmatmul__`.
pub const RMATMUL: Sym = Sym(81);
/// `__rdivmod__`.
pub const RDIVMOD: Sym = Sym(82);
/// `__iadd__`.
pub const IADD: Sym = Sym(83);
/// `__isub__`.
pub const ISUB: Sym = Sym(84);
/// `__imul__`.
pub const IMUL: Sym = Sym(85);
/// `__itruediv__`.
pub const ITRUEDIV: Sym = Sym(86);
/// `__ifloordiv__`.
pub const IFLOORDIV: Sym = Sym(87);
/// `__imod__`.
pub const IMOD: Sym = Sym(88);
/// `__ipow__`.
pub const IPOW: Sym = Sym(89);
/// `__ilshift__`.
pub const ILSHIFT: Sym = Sym(90);
/// `__irshift__`.
pub const IRSHIFT: Sym = Sym(91);
/// `__iand__`.
pub const IAND: Sym = Sym(92);
/// `__ior__`.
pub const IOR: Sym = Sym(93);
/// `__ixor__`.
pub const IXOR: Sym = Sym(94);
/// `__imatmul__`.
pub const IMATMUL: Sym = Sym(95);
/// `__neg__`.
pub const NEG: Sym = Sym(96);
/// `__pos__`.
pub const POS: Sym = Sym(97);
/// `__invert__`.
pub const INVERT: Sym = Sym(98);
/// `__abs__`.
pub const ABS: Sym = Sym(99);
/// `__instancecheck__`.
pub const INSTANCECHECK: Sym = Sym(100);
/// `__subclasscheck__`.
pub const SUBCLASSCHECK: Sym = Sym(101);
/// `__subclasses__`.
pub const SUBCLASSES: Sym = Sym(102);
/// `__prepare__`.
pub const PREPARE: Sym = Sym(103);
/// `__classcell__`.
pub const CLASSCELL: Sym = Sym(104);
/// `__annotations__`.
pub const ANNOTATIONS: Sym = Sym(105);
/// `__defaults__`.
pub const DEFAULTS: Sym = Sym(106);
/// `__kwdefaults__`.
pub const KWDEFAULTS: Sym = Sym(107);
/// `__code__`.
pub const CODE: Sym = Sym(108);
/// `__globals__`.
pub const GLOBALS: Sym = Sym(109);
/// `__closure__`.
pub const CLOSURE: Sym = Sym(110);
/// `__wrapped__`.
pub const WRAPPED: Sym = Sym(111);
/// `__self__`.
pub const SELF: Sym = Sym(112);
/// `__func__`.
pub const FUNC: Sym = Sym(113);
/// `__cause__`.
pub const CAUSE: Sym = Sym(114);
/// `__context__`.
pub const CONTEXT: Sym = Sym(115);
/// `__traceback__`.
pub const TRACEBACK: Sym = Sym(116);
/// `__suppress_context__`.
pub const SUPPRESS_CONTEXT: Sym = Sym(117);
/// `__notes__`.
pub const NOTES: Sym = Sym(118);
/// `__abstractmethods__`.
pub const ABSTRACTMETHODS: Sym = Sym(119);
/// `__isabstractmethod__`.
pub const ISABSTRACTMETHOD: Sym = Sym(120);
/// `__file__`.
pub const FILE: Sym = Sym(121);
/// `__path__`.
pub const PATH: Sym = Sym(122);
/// `__package__`.
pub const PACKAGE: Sym = Sym(123);
/// `__all__`.
pub const ALL: Sym = Sym(124);
/// `__main__`.
pub const MAIN: Sym = Sym(125);
/// `__origin__`.
pub const ORIGIN: Sym = Sym(126);
/// `__args__`.
pub const ARGS: Sym = Sym(127);
/// `__match_args__`.
pub const MATCH_ARGS: Sym = Sym(128);
/// `__hashkey__`.
pub const HASHKEY: Sym = Sym(129);
/// `args`.
pub const N_ARGS: Sym = Sym(130);
/// `value`.
pub const N_VALUE: Sym = Sym(131);
/// `code`.
pub const N_CODE: Sym = Sym(132);
/// `errno`.
pub const N_ERRNO: Sym = Sym(133);
/// `strerror`.
pub const N_STRERROR: Sym = Sym(134);
/// `filename`.
pub const N_FILENAME: Sym = Sym(135);
/// `name`.
pub const N_NAME: Sym = Sym(136);
/// `obj`.
pub const N_OBJ: Sym = Sym(137);
/// `fget`.
pub const N_FGET: Sym = Sym(138);
/// `fset`.
pub const N_FSET: Sym = Sym(139);
/// `fdel`.
pub const N_FDEL: Sym = Sym(140);
/// `start`.
pub const N_START: Sym = Sym(141);
/// `stop`.
pub const N_STOP: Sym = Sym(142);
/// `step`.
pub const N_STEP: Sym = Sym(143);
/// `send`.
pub const N_SEND: Sym = Sym(144);
/// `throw`.
pub const N_THROW: Sym = Sym(145);
/// `close`.
pub const N_CLOSE: Sym = Sym(146);
/// `gi_running`.
pub const N_GI_RUNNING: Sym = Sym(147);
/// `gi_frame`.
pub const N_GI_FRAME: Sym = Sym(148);
/// `gi_code`.
pub const N_GI_CODE: Sym = Sym(149);
/// `cr_running`.
pub const N_CR_RUNNING: Sym = Sym(150);
/// `co_name`.
pub const N_CO_NAME: Sym = Sym(151);
/// `co_varnames`.
pub const N_CO_VARNAMES: Sym = Sym(152);
/// `co_argcount`.
pub const N_CO_ARGCOUNT: Sym = Sym(153);
/// `co_filename`.
pub const N_CO_FILENAME: Sym = Sym(154);
/// `co_firstlineno`.
pub const N_CO_FIRSTLINENO: Sym = Sym(155);
/// `tb_lineno`.
pub const N_TB_LINENO: Sym = Sym(156);
/// `tb_frame`.
pub const N_TB_FRAME: Sym = Sym(157);
/// `tb_next`.
pub const N_TB_NEXT: Sym = Sym(158);
/// `real`.
pub const N_REAL: Sym = Sym(159);
/// `imag`.
pub const N_IMAG: Sym = Sym(160);
/// `numerator`.
pub const N_NUMERATOR: Sym = Sym(161);
/// `denominator`.
pub const N_DENOMINATOR: Sym = Sym(162);
/// `self`.
pub const N_SELF: Sym = Sym(163);
/// `cls`.
pub const N_CLS: Sym = Sym(164);
/// `write`.
pub const N_WRITE: Sym = Sym(165);
/// `read`.
pub const N_READ: Sym = Sym(166);
/// `readline`.
pub const N_READLINE: Sym = Sym(167);
/// `flush`.
pub const N_FLUSH: Sym = Sym(168);
/// `closed`.
pub const N_CLOSED: Sym = Sym(169);
/// `mode`.
pub const N_MODE: Sym = Sym(170);
/// `encoding`.
pub const N_ENCODING: Sym = Sym(171);
/// `metaclass`.
pub const N_METACLASS: Sym = Sym(172);

/// The texts of the constants above, by number.
pub const WELL_KNOWN: &[&str] = &[
    "__init__",
    "__new__",
    "__class__",
    "__dict__",
    "__name__",
    "__qualname__",
    "__module__",
    "__doc__",
    "__bases__",
    "__mro__",
    "__base__",
    "__call__",
    "__getattr__",
    "__getattribute__",
    "__setattr__",
    "__delattr__",
    "__get__",
    "__set__",
    "__delete__",
    "__set_name__",
    "__init_subclass__",
    "__class_getitem__",
    "__slots__",
    "__hash__",
    "__eq__",
    "__ne__",
    "__lt__",
    "__le__",
    "__gt__",
    "__ge__",
    "__bool__",
    "__len__",
    "__length_hint__",
    "__iter__",
    "__next__",
    "__reversed__",
    "__contains__",
    "__getitem__",
    "__setitem__",
    "__delitem__",
    "__missing__",
    "__repr__",
    "__str__",
    "__format__",
    "__bytes__",
    "__enter__",
    "__exit__",
    "__index__",
    "__int__",
    "__float__",
    "__complex__",
    "__round__",
    "__trunc__",
    "__floor__",
    "__ceil__",
    "__add__",
    "__sub__",
    "__mul__",
    "__truediv__",
    "__floordiv__",
    "__mod__",
    "__pow__",
    "__lshift__",
    "__rshift__",
    "__and__",
    "__or__",
    "__xor__",
    "__matmul__",
    "__divmod__",
    "__radd__",
    "__rsub__",
    "__rmul__",
    "__rtruediv__",
    "__rfloordiv__",
    "__rmod__",
    "__rpow__",
    "__rlshift__",
    "__rrshift__",
    "__rand__",
    "__ror__",
    "__rxor__",
    "__rmatmul__",
    "__rdivmod__",
    "__iadd__",
    "__isub__",
    "__imul__",
    "__itruediv__",
    "__ifloordiv__",
    "__imod__",
    "__ipow__",
    "__ilshift__",
    "__irshift__",
    "__iand__",
    "__ior__",
    "__ixor__",
    "__imatmul__",
    "__neg__",
    "__pos__",
    "__invert__",
    "__abs__",
    "__instancecheck__",
    "__subclasscheck__",
    "__subclasses__",
    "__prepare__",
    "__classcell__",
    "__annotations__",
    "__defaults__",
    "__kwdefaults__",
    "__code__",
    "__globals__",
    "__closure__",
    "__wrapped__",
    "__self__",
    "__func__",
    "__cause__",
    "__context__",
    "__traceback__",
    "__suppress_context__",
    "__notes__",
    "__abstractmethods__",
    "__isabstractmethod__",
    "__file__",
    "__path__",
    "__package__",
    "__all__",
    "__main__",
    "__origin__",
    "__args__",
    "__match_args__",
    "__hashkey__",
    "args",
    "value",
    "code",
    "errno",
    "strerror",
    "filename",
    "name",
    "obj",
    "fget",
    "fset",
    "fdel",
    "start",
    "stop",
    "step",
    "send",
    "throw",
    "close",
    "gi_running",
    "gi_frame",
    "gi_code",
    "cr_running",
    "co_name",
    "co_varnames",
    "co_argcount",
    "co_filename",
    "co_firstlineno",
    "tb_lineno",
    "tb_frame",
    "tb_next",
    "real",
    "imag",
    "numerator",
    "denominator",
    "self",
    "cls",
    "write",
    "read",
    "readline",
    "flush",
    "closed",
    "mode",
    "encoding",
    "metaclass",
];
