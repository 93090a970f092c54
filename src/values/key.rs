//! The key of a declared name, as cases write it: lower case, Unicode NFC, spaces and hyphens as `_`.

use std::borrow::Cow;

/// The key of a declared name.
///
/// ```
/// use toegang::values::key_of;
/// assert_eq!(key_of("netto inkomen uit arbeid"), "netto_inkomen_uit_arbeid");
/// assert_eq!(key_of("Wlz-indicatie"), "wlz_indicatie");
/// assert_eq!(key_of("cli\u{65}\u{308}nt"), "cli\u{eb}nt");
/// ```
#[must_use]
pub fn key_of(name: &str) -> String {
    if name.is_ascii() { ascii_key(name) } else { any_key(name) }
}

/// [`key_of`] of any name.
fn any_key(name: &str) -> String {
    let lower = composed(name.trim()).to_lowercase();
    let mut key = String::with_capacity(lower.len());
    for letter in lower.chars() {
        let separates = letter.is_whitespace() || matches!(letter, '-' | '\u{2010}' | '\u{2011}');
        match (separates, key.ends_with('_')) {
            (true, true) => {}
            (true, false) => key.push('_'),
            (false, _) => key.push(letter),
        }
    }
    key
}

/// [`key_of`] of most names, in a fraction of the time.
fn ascii_key(name: &str) -> String {
    let letter = |byte: u8| match byte {
        b' ' | b'-' | b'\t'..=b'\r' => b'_',
        other => other.to_ascii_lowercase(),
    };
    let key: Vec<u8> = name.trim().bytes().map(letter).collect();
    let plain = !key.windows(2).any(|pair| pair == b"__");
    String::from_utf8(key).ok().filter(|_| plain).unwrap_or_else(|| any_key(name))
}

/// The text in Unicode NFC, as far as Dutch and the letters of its neighbours go: a Latin letter followed by one of the
/// common combining marks becomes one letter.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match out.chars().next_back().and_then(|base| compose(base, letter)) {
            Some(one) => {
                out.pop();
                out.push(one);
            }
            None => out.push(letter),
        }
    }
    Cow::Owned(out)
}

/// The one letter for a letter and a combining mark.
fn compose(base: char, mark: char) -> Option<char> {
    let (bases, letters) = match mark {
        '\u{300}' => ("AEIOUNaeioun", "ÀÈÌÒÙǸàèìòùǹ"),
        '\u{301}' => ("AEIOUYCNSZaeiouycnsz", "ÁÉÍÓÚÝĆŃŚŹáéíóúýćńśź"),
        '\u{302}' => ("AEIOUaeiou", "ÂÊÎÔÛâêîôû"),
        '\u{303}' => ("ANOano", "ÃÑÕãñõ"),
        '\u{308}' => ("AEIOUYaeiouy", "ÄËÏÖÜŸäëïöüÿ"),
        '\u{30a}' => ("AUau", "ÅŮåů"),
        '\u{30c}' => ("CESZRceszr", "ČĚŠŽŘčěšžř"),
        '\u{327}' => ("CScs", "ÇŞçş"),
        _ => return None,
    };
    let at = bases.chars().position(|letter| letter == base)?;
    letters.chars().nth(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_way_gives_the_same_keys() {
        const LETTERS: [char; 9] = ['a', 'Z', '_', '-', ' ', '\t', '\u{b}', '\u{1f}', '\u{7f}'];
        let mut names = vec![String::new()];
        for _ in 0..4 {
            let longer = names.iter().flat_map(|name| LETTERS.map(|letter| format!("{name}{letter}")));
            names = names.iter().cloned().chain(longer).collect();
        }
        names.dedup();
        assert!(names.len() > 9 * 9 * 9 * 9);
        for name in names {
            assert_eq!(ascii_key(&name), any_key(&name), "{name:?}");
        }
    }
}
