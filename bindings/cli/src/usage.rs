//! Wrong usage, told in Dutch: clap finds it, this says it.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::out::list_of;

/// The Dutch message for an error of the command line, with how to go on.
pub fn message(error: &clap::Error) -> String {
    let mut lines = vec![format!("fout: {}", sentence(error))];
    lines.extend(meant(error).map(|near| format!("  bedoelt u `{near}`?")));
    lines.extend(one(error, ContextKind::Usage).map(|usage| usage.replacen("Usage:", "Gebruik:", 1)));
    lines.push("Meer weten? Probeer `--help`.".to_string());
    lines.join("\n")
}

fn sentence(error: &clap::Error) -> String {
    let argument = one(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = one(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` vraagt een waarde"),
        ErrorKind::InvalidValue => format!("`{value}` kan niet bij `{argument}`{}", choices(error)),
        ErrorKind::UnknownArgument => format!("onbekende optie of onverwacht argument `{argument}`"),
        ErrorKind::InvalidSubcommand => {
            format!("onbekende opdracht `{}`", one(error, ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::NoEquals => format!("achter `{argument}` hoort een `=`"),
        ErrorKind::ValueValidation => format!("`{value}` kan niet bij `{argument}`{}", because(error)),
        ErrorKind::TooManyValues => format!("te veel waarden bij `{argument}`"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("te weinig waarden bij `{argument}`"),
        ErrorKind::ArgumentConflict => conflict(error, &argument),
        ErrorKind::MissingRequiredArgument => {
            format!("er ontbreekt: {}", list_of(&many(error, ContextKind::InvalidArg)))
        }
        ErrorKind::MissingSubcommand => "er ontbreekt een opdracht".to_string(),
        ErrorKind::InvalidUtf8 => "een argument is geen UTF-8".to_string(),
        _ => "de opdrachtregel is niet te lezen".to_string(),
    }
}

fn conflict(error: &clap::Error, argument: &str) -> String {
    let others = many(error, ContextKind::PriorArg);
    match others.as_slice() {
        [other] if other == argument => format!("`{argument}` mag maar één keer"),
        [] => format!("`{argument}` kan niet samen met de rest"),
        _ => format!("`{argument}` kan niet samen met {}", list_of(&others)),
    }
}

/// The values that could have stood there.
fn choices(error: &clap::Error) -> String {
    let known = many(error, ContextKind::ValidValue);
    if known.is_empty() { String::new() } else { format!("; het kan zijn: {}", known.join(", ")) }
}

/// What our own reading of a value said.
fn because(error: &clap::Error) -> String {
    std::error::Error::source(error).map(|why| format!(": {why}")).unwrap_or_default()
}

/// What was probably meant.
fn meant(error: &clap::Error) -> Option<String> {
    [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(|kind| many(error, kind).into_iter().next())
}

fn one(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::Strings(list) => list.first().cloned(),
        ContextValue::None => None,
        other => Some(other.to_string()),
    }
}

fn many(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::Strings(list)) => list.clone(),
        None | Some(ContextValue::None) => Vec::new(),
        Some(other) => vec![other.to_string()],
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::message;
    use crate::args::CommandLine;

    fn told(words: &[&str]) -> String {
        let line = std::iter::once("toegang").chain(words.iter().copied());
        CommandLine::try_parse_from(line).err().map(|error| message(&error)).unwrap_or_default()
    }

    #[test]
    fn mistakes_are_told_in_dutch() {
        assert!(told(&["toest"]).starts_with("fout: onbekende opdracht `toest`\n  bedoelt u `toets`?"));
        assert!(told(&["toets"]).starts_with("fout: er ontbreekt: <CASUS.json>\nGebruik: toegang toets CASUS.json"));
        assert!(told(&["test", "--foo"]).starts_with("fout: onbekende optie of onverwacht argument `--foo`"));
        let wrong_day = told(&["toets", "a", "--op", "gisteren"]);
        assert!(
            wrong_day.starts_with("fout: `gisteren` kan niet bij `--op <DATUM>`: geen bestaande datum"),
            "{wrong_day}"
        );
        let wrong_form = told(&["controleer", "--als", "xml"]);
        assert!(wrong_form.starts_with("fout: `xml` kan niet bij `--als <json>`; het kan zijn: json"), "{wrong_form}");
        assert!(told(&["toets", "a", "--op"]).contains("vraagt een waarde"));
    }

    #[test]
    fn no_english_remains() {
        for words in [&["toest"][..], &["toets"], &["toets", "a", "b"], &["toets", "a", "--uitleg", "--spoor"]] {
            let told = told(words);
            assert!(!told.contains("Usage") && !told.contains("error") && !told.contains("tip:"), "{told}");
        }
    }
}
