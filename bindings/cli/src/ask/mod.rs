//! The conversation of `toegang vraag`.
//!
//! [`question`] picks what to ask next from a decision; [`wording`] puts it in words; [`answer`] reads what was
//! answered, by type; [`place`] puts it in the case; [`interview`] leads the conversation. All of it is separate from
//! the terminal, which is one way to [`Talk`].

pub mod answer;
pub mod interview;
mod judgement;
#[cfg(test)]
mod measured;
pub mod place;
pub mod question;
pub mod reply;
pub mod wording;

/// Two sides of a conversation.
pub trait Talk {
    /// Tells something.
    fn say(&mut self, text: &str);

    /// Waits for a line; `None` when there will be no more.
    fn hear(&mut self) -> Option<String>;
}

#[cfg(test)]
pub mod scripted {
    //! A conversation that was written down before.

    use super::Talk;

    /// Answers in order, and everything that was said.
    #[derive(Debug, Default)]
    pub struct Script {
        /// What is still to be answered, last first.
        pub answers: Vec<String>,
        /// What was said.
        pub said: Vec<String>,
    }

    impl Script {
        /// With these answers.
        pub fn new(answers: &[&str]) -> Self {
            Self { answers: answers.iter().rev().map(ToString::to_string).collect(), said: Vec::new() }
        }
    }

    impl Talk for Script {
        fn say(&mut self, text: &str) {
            self.said.push(text.to_string());
        }

        fn hear(&mut self) -> Option<String> {
            self.answers.pop()
        }
    }
}
