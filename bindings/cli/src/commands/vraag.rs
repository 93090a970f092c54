//! `toegang vraag`: asks only what still matters, then decides.

use std::io::{self, BufRead, Write};
use std::path::Path;

use toegang::case::json::{self, Json, Limits, to_canonical};
use toegang::case::{Case, DecideOptions, decide, key_of, uitleg};
use toegang::program::{Decision, Program};
use toegang::values::Date;

use super::case;
use crate::args::{Format, Vraag};
use crate::ask::interview::Interview;
use crate::ask::reply::{Reply, read};
use crate::ask::{Talk, answer};
use crate::out::{Exit, Stop, list_of, note, reason, result};
use crate::{files, progress::Progress, rules::Library};

/// The terminal: questions on stderr, so that stdout holds the result only.
struct Terminal;

impl Talk for Terminal {
    fn say(&mut self, text: &str) {
        note(text);
    }

    fn hear(&mut self) -> Option<String> {
        let _ = write!(io::stderr(), "> ").and_then(|()| io::stderr().flush());
        let mut line = String::new();
        match io::stdin().lock().read_line(&mut line) {
            Ok(0) => None,
            Ok(_) => Some(line),
            Err(error) => {
                note(&format!("dat is niet te lezen: {}", reason(&error)));
                (error.kind() == io::ErrorKind::InvalidData).then(String::new)
            }
        }
    }
}

/// Asks, decides, writes the decision, and keeps the case when that is wanted.
///
/// # Errors
///
/// A case or rules with errors, an unknown decision or municipality, a file that cannot be written.
pub fn run(vraag: &Vraag) -> Result<Exit, Stop> {
    let mut talk = Terminal;
    let Some(start) = start(vraag, &mut talk)? else { return Ok(Exit::Done) };
    let progress = Progress::start();
    progress.step("De regels worden gelezen");
    let (rules, options) = case::rules_for(&start, &vraag.how)?;
    let program = rules.program()?;
    drop(progress);
    case::read(program, &start, &options)?;
    let Some(decisions) = chosen(program, vraag.how.onderwerp.as_deref(), &mut talk)? else { return Ok(Exit::Done) };
    let json = json::parse(&start, Limits::default()).unwrap_or(Json::Null);
    let mut interview = Interview::new(program, options, json);
    let broken = |_| Stop::wrong("de casus bevat fouten");
    interview.run(&mut talk, &decisions).map_err(broken)?;
    let case = interview.read().map_err(broken)?;
    note("");
    show(program, &case, &decisions, vraag.als)?;
    keep(vraag, &interview.case, &mut talk)?;
    Ok(Exit::Done)
}

/// The case to begin with, as text; `None` when the user stops.
fn start(vraag: &Vraag, talk: &mut dyn Talk) -> Result<Option<String>, Stop> {
    match &vraag.casus {
        Some(path) if files::is_stdin(path) => {
            Err(Stop::usage("`vraag` leest de antwoorden van de standaardinvoer; geef de casus als bestand"))
        }
        Some(path) => files::read(path).map(Some),
        None => Ok(begin(vraag, talk)?.as_ref().map(to_canonical)),
    }
}

/// Writes what came out: one document for all decisions or for the only one, else an explanation of each.
fn show(program: &Program, case: &Case, decisions: &[&Decision], form: Option<Format>) -> Result<(), Stop> {
    let all = decisions.len() == program.decisions.len();
    let subjects =
        if all { vec![None] } else { decisions.iter().map(|decision| Some(decision.name.to_string())).collect() };
    for onderwerp in subjects {
        let how = DecideOptions { onderwerp, ..DecideOptions::default() };
        let json = form == Some(Format::Json);
        let decided = if json { decide(program, case, &how) } else { uitleg(program, case, &how) };
        result(&decided.map_err(|unknown| case::unknown_decision(program, &unknown))?)?;
    }
    Ok(())
}

/// The decisions to ask for: the one that an option names, or those that the user picks; `None` when the user stops.
fn chosen<'p>(
    program: &'p Program,
    wanted: Option<&str>,
    talk: &mut dyn Talk,
) -> Result<Option<Vec<&'p Decision>>, Stop> {
    let names: Vec<String> = program.decisions.iter().map(|decision| decision.name.to_string()).collect();
    if let Some(name) = wanted {
        let is_wanted = |decision: &&Decision| key_of(&decision.name) == key_of(name);
        let chosen: Vec<&Decision> = program.decisions.iter().filter(is_wanted).collect();
        if chosen.is_empty() {
            return Err(Stop::usage(format!("onbekend besluit `{name}`\nDe besluiten zijn: {}.", names.join(", "))));
        }
        return Ok(Some(chosen));
    }
    if names.len() < 2 {
        return Ok(Some(program.decisions.iter().collect()));
    }
    (1..).zip(&names).for_each(|(number, name)| talk.say(&format!("{number:>3} {name}")));
    let question = "Waarover gaat het? (namen of nummers met komma's ertussen, of alles)";
    let picked = ask(talk, question, |text| match key_of(text).as_str() {
        "alles" => Ok(names.clone()),
        _ => text.split(',').map(|part| answer::pick(&names, part.trim()).cloned()).collect::<Result<Vec<_>, _>>(),
    });
    Ok(picked.map(|picked| {
        program.decisions.iter().filter(|decision| picked.iter().any(|name| *name == decision.name)).collect()
    }))
}

/// A new case: only the day and the municipality; `None` when the user stops.
fn begin(vraag: &Vraag, talk: &mut dyn Talk) -> Result<Option<Json>, Stop> {
    let known = Library::open(vraag.how.regels.as_deref())?.municipalities();
    let mut members = Vec::new();
    let day = match vraag.how.op {
        Some(day) => Some(day),
        None => ask(talk, "Peildatum? (een datum, zoals 1 oktober 2026)", answer::date),
    };
    let Some(day): Option<Date> = day else { return Ok(None) };
    members.push(("peildatum".to_string(), Json::String(day.to_string())));
    if vraag.how.gemeente.is_none() && !known.is_empty() {
        let choices: Vec<String> = known.into_iter().chain(["geen".to_string()]).collect();
        let question = format!("Gemeente? ({})", list_of(&choices).replace(" en geen", " of geen"));
        let picked = ask(talk, &question, |text| answer::pick(&choices, text).cloned());
        let Some(picked) = picked else { return Ok(None) };
        if picked != "geen" {
            members.push(("gemeente".to_string(), Json::String(picked)));
        }
    }
    Ok(Some(Json::Object(members)))
}

/// Asks until the answer can be read; `None` when the user stops.
fn ask<T>(talk: &mut dyn Talk, question: &str, read_answer: impl Fn(&str) -> Result<T, String>) -> Option<T> {
    loop {
        talk.say(question);
        match read(talk.hear()) {
            Reply::Stop => return None,
            Reply::Text(text) => match read_answer(&text) {
                Ok(value) => return Some(value),
                Err(wrong) => talk.say(&wrong),
            },
            _ => talk.say("Zonder dit kan er niet worden beoordeeld. Antwoord `stop` om te stoppen."),
        }
    }
}

/// Writes the case to the file that an option names, or that the user wants.
fn keep(vraag: &Vraag, case: &Json, talk: &mut dyn Talk) -> Result<(), Stop> {
    if let Some(path) = &vraag.bewaar {
        return write(vraag, path, case);
    }
    talk.say("De casus bewaren? (een bestandsnaam; leeg: niet bewaren)");
    match read(talk.hear()) {
        Reply::Text(path) if !matches!(path.as_str(), "nee" | "n") => write(vraag, Path::new(&path), case),
        _ => Ok(()),
    }
}

/// A file that is not the case that it began with is never written over.
fn write(vraag: &Vraag, path: &Path, case: &Json) -> Result<(), Stop> {
    if path.exists() && vraag.casus.as_deref() != Some(path) {
        return Err(Stop::usage(format!("`{}` bestaat al; de casus is niet bewaard", path.display())));
    }
    files::write(path, to_canonical(case))?;
    note(&format!("De casus staat in `{}`.", path.display()));
    Ok(())
}
