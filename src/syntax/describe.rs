//! What CPython calls an expression in its messages.

use ruff_python_ast::{Expr, ModModule, Stmt};
use ruff_python_parser::parse_parenthesized_expression_range;
use ruff_text_size::{TextRange, TextSize};

/// The expression that stands alone in a part of the text.
pub(super) fn expression(text: &str, start: u32, end: u32) -> Option<Expr> {
    let range = TextRange::new(TextSize::new(start), TextSize::new(end.max(start)));
    let parsed = parse_parenthesized_expression_range(text, range).ok()?;
    Some(*parsed.into_syntax().body)
}

/// CPython's name for a kind of expression, as in "cannot assign to literal".
pub(super) fn name(e: &Expr) -> &'static str {
    match e {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) | Expr::Slice(_) => "expression",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) | Expr::TString(_) => "f-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(b) if b.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => "literal",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        Expr::IpyEscapeCommand(_) => "expression",
    }
}

/// Binds tighter than comparisons, and may be what somebody meant to compare: CPython asks "Maybe you meant '=='".
pub(super) fn comparable(e: &Expr) -> bool {
    !matches!(
        e,
        Expr::If(_)
            | Expr::Compare(_)
            | Expr::BoolOp(_)
            | Expr::Lambda(_)
            | Expr::Generator(_)
            | Expr::List(_)
            | Expr::Tuple(_)
            | Expr::Starred(_)
            | Expr::NoneLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::Named(_)
    ) && !matches!(e, Expr::UnaryOp(u) if u.op == ruff_python_ast::UnaryOp::Not)
}

/// Whether a part of the text is a line of statements by itself.
pub(super) fn statements(text: &str) -> Option<ModModule> {
    ruff_python_parser::parse_module(text).ok().map(|parsed| parsed.into_syntax())
}

/// The end of the first expression statement of a text.
pub(super) fn expression_end(text: &str) -> Option<u32> {
    match statements(text)?.body.first()? {
        Stmt::Expr(s) => Some(s.range.end().into()),
        _ => None,
    }
}
