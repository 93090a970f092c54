//! What a line from the user is: an answer, or something about the conversation itself.

/// A line from the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// An answer, trimmed, not empty.
    Text(String),
    /// An empty line.
    Nothing,
    /// `?`
    Explain,
    /// `weet niet`
    DontKnow,
    /// `stop`, or no more lines.
    Stop,
}

/// Reads a line.
pub fn read(line: Option<String>) -> Reply {
    let Some(line) = line else { return Reply::Stop };
    let text = line.trim();
    match text.to_lowercase().as_str() {
        "" => Reply::Nothing,
        "?" | "uitleg" => Reply::Explain,
        "stop" => Reply::Stop,
        "weet niet" | "weet ik niet" | "onbekend" => Reply::DontKnow,
        _ => Reply::Text(text.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Reply, read};

    #[test]
    fn lines() {
        let read = |text: &str| read(Some(text.to_string()));
        assert_eq!(read(" Stop "), Reply::Stop);
        assert_eq!(read("?"), Reply::Explain);
        assert_eq!(read("Weet niet"), Reply::DontKnow);
        assert_eq!(read("  "), Reply::Nothing);
        assert_eq!(read(" € 5 "), Reply::Text("€ 5".to_string()));
        assert_eq!(super::read(None), Reply::Stop);
    }
}
