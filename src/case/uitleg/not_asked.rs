//! What nobody asked for, by the fact that would open it.

use crate::case::build::Json;
use crate::case::shown::{list, names, text};
use crate::program::DecisionKind;

/// More names than this are counted.
const MOST_NAMES: usize = 5;

/// One line per fact: what it would open.
pub(super) fn not_asked(out: &mut String, document: &Json) {
    let asks = list(document, "niet_gevraagd");
    if asks.is_empty() {
        return;
    }
    out.push_str("Niet gevraagd, en daarom niet beoordeeld:\n");
    for ask in asks {
        let about = names(ask, "betreft");
        let about = if about.is_empty() { about } else { format!(" ({about})") };
        out.push_str(&format!("  {} {}{about}: {}\n", text(ask, "soort"), text(ask, "naam"), opened(ask)));
    }
}

/// `besluit jeugdhulp; procedure hulpvraag; en nog 4`
fn opened(ask: &Json) -> String {
    let mut titles: Vec<String> = Vec::new();
    for opened in list(ask, "opent") {
        let kind = DecisionKind::ALL.into_iter().find(|kind| opened.get(kind.word()).is_some());
        titles.extend(kind.map(|kind| format!("{} {}", kind.word(), text(opened, kind.word()))));
    }
    let more = titles.len().saturating_sub(MOST_NAMES);
    titles.truncate(MOST_NAMES);
    if more > 0 {
        titles.push(format!("en nog {more}"));
    }
    titles.join("; ")
}
