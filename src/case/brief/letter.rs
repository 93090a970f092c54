//! A letter under construction: paragraphs, headings and lists, with a blank line between them.

/// A letter.
#[derive(Debug, Default)]
pub(super) struct Letter {
    out: String,
}

impl Letter {
    /// Lines that belong together.
    pub(super) fn lines(&mut self, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.gap();
        for line in lines {
            self.out.push_str(line);
            self.out.push('\n');
        }
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, text: String) {
        self.lines(&[text]);
    }

    /// Sentences that follow each other.
    pub(super) fn sentences(&mut self, sentences: &[String]) {
        if !sentences.is_empty() {
            self.paragraph(sentences.join(" "));
        }
    }

    /// A heading with what stands below it; nothing when there is nothing.
    pub(super) fn list(&mut self, heading: String, items: &[String]) {
        if items.is_empty() {
            return;
        }
        let mut lines = vec![heading];
        lines.extend(items.iter().map(|item| format!("- {item}")));
        self.lines(&lines);
    }

    /// The text.
    pub(super) fn done(self) -> String {
        self.out
    }

    fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }
}
