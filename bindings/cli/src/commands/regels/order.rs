//! The order of articles: by number, not by letter: 3, 22, 22a, 100.

/// What to sort an article number by.
pub fn key(number: &str) -> Vec<(u32, String)> {
    let mut parts = Vec::new();
    let mut rest = number;
    while !rest.is_empty() {
        let digits = rest.len().saturating_sub(rest.trim_start_matches(|c: char| c.is_ascii_digit()).len());
        let (number, after) = rest.split_at_checked(digits).unwrap_or(("", rest));
        let letters = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (word, after) = after.split_at_checked(letters).unwrap_or((after, ""));
        parts.push((number.parse().unwrap_or(0), word.to_string()));
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn articles_by_number() {
        let mut numbers = ["100", "22a", "3", "4:15", "22", "4:5", ""];
        numbers.sort_by_key(|number| key(number));
        assert_eq!(numbers, ["", "3", "4:5", "4:15", "22", "22a", "100"]);
    }
}
