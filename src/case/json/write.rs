//! The JSON writer.

use super::{Json, Value, plain_length};

/// The value with the keys of every object sorted by their bytes.
#[must_use]
pub fn sorted(mut value: Json) -> Json {
    sort(&mut value);
    value
}

/// Sorts the keys of every object by their bytes.
pub(in super::super) fn sort<T: AsRef<str>>(value: &mut Value<T>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(sort),
        Value::Object(members) => {
            members.sort_by(|left, right| left.0.as_ref().cmp(right.0.as_ref()));
            members.iter_mut().for_each(|(_, value)| sort(value));
        }
        _ => {}
    }
}

/// Room for the text of most cases and decisions.
const USUAL: usize = 1 << 14;

/// The text with two spaces of indentation and a newline at the end. Members
/// come in the order given; only `"`, `\` and control characters are escaped.
#[must_use]
pub fn to_canonical<T: AsRef<str>>(value: &Value<T>) -> String {
    let mut out = String::with_capacity(USUAL);
    write_value(&mut out, value, Some(0));
    out.push('\n');
    out
}

/// The text without any white space.
#[must_use]
pub fn to_compact<T: AsRef<str>>(value: &Value<T>) -> String {
    let mut out = String::new();
    write_value(&mut out, value, None);
    out
}

/// Adds the text without any white space to another.
pub(in super::super) fn write_compact<T: AsRef<str>>(out: &mut String, value: &Value<T>) {
    write_value(out, value, None);
}

/// Writes a value; `indent` is the number of levels around it, or `None` for
/// compact text.
fn write_value<T: AsRef<str>>(out: &mut String, value: &Value<T>, indent: Option<usize>) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(token) => out.push_str(token.as_ref()),
        Value::String(text) => write_string(out, text.as_ref()),
        Value::Array(items) => write_list(out, ['[', ']'], items, indent, |out, item, inner| {
            write_value(out, item, inner);
        }),
        Value::Object(members) => write_list(out, ['{', '}'], members, indent, |out, (key, value), inner| {
            write_string(out, key.as_ref());
            out.push_str(if inner.is_some() { ": " } else { ":" });
            write_value(out, value, inner);
        }),
    }
}

/// Writes brackets, commas and line breaks around the items.
fn write_list<T>(
    out: &mut String,
    [open, close]: [char; 2],
    items: &[T],
    indent: Option<usize>,
    write_item: impl Fn(&mut String, &T, Option<usize>),
) {
    let inner = indent.map(|levels| levels.saturating_add(1));
    out.push(open);
    for (number, item) in items.iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        new_line(out, inner);
        write_item(out, item, inner);
    }
    if !items.is_empty() {
        new_line(out, indent);
    }
    out.push(close);
}

/// The indentation that is written at once: a trace is deep, and copying two bytes a level costs most on some hosts.
const SPACES: &str = match core::str::from_utf8(&[b' '; 256]) {
    Ok(spaces) => spaces,
    Err(_) => " ",
};

/// Starts a new line with its indentation, unless the text is compact.
fn new_line(out: &mut String, indent: Option<usize>) {
    const LINE: &str = "\n                                ";
    let Some(levels) = indent else { return };
    let length = levels.saturating_mul(2).saturating_add(1);
    match LINE.get(..length) {
        Some(line) => out.push_str(line),
        None => {
            out.push('\n');
            let mut left = levels.saturating_mul(2);
            while left > 0 {
                let spaces = SPACES.get(..left).unwrap_or(SPACES);
                out.push_str(spaces);
                left = left.saturating_sub(spaces.len());
            }
        }
    }
}

/// Writes a string with the least escaping.
fn write_string(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    loop {
        let (plain, from) = rest.split_at(plain_length(rest.as_bytes()));
        out.push_str(plain);
        let mut characters = from.chars();
        let Some(escaped) = characters.next() else { break };
        write_escaped(out, escaped);
        rest = characters.as_str();
    }
    out.push('"');
}

/// Writes a character that cannot stand in a string as it is.
fn write_escaped(out: &mut String, character: char) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        '\r' => out.push_str("\\r"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        control => out.push_str(&format!("\\u{:04x}", u32::from(control))),
    }
}
