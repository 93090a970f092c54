//! Deviations: none may, by whatever way round, deviate from itself.

use crate::diagnostic::Diagnostic;
use crate::model::checker::Checker;

/// Where the search through the deviations is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// On the way from the start to here.
    Open,
    Done,
}

/// Reports each circle of deviations once, at the first of its paragraphs.
pub(super) fn circles(checker: &Checker) {
    let mut states = vec![State::New; checker.drafts.len()];
    for start in 0..checker.drafts.len() {
        let mut steps = if states.get(start) == Some(&State::New) { vec![(start, 0)] } else { Vec::new() };
        while let Some((place, next)) = steps.pop() {
            let target = checker.drafts.get(place).and_then(|draft| draft.targets.get(next)).copied();
            set(&mut states, place, if target.is_some() { State::Open } else { State::Done });
            let Some(target) = target else { continue };
            steps.push((place, next.saturating_add(1)));
            match states.get(target) {
                Some(State::New) => steps.push((target, 0)),
                Some(State::Open) => report(checker, &steps, target),
                Some(State::Done) | None => {}
            }
        }
    }
}

fn set(states: &mut [State], place: usize, state: State) {
    if let Some(slot) = states.get_mut(place) {
        *slot = state;
    }
}

/// The steps from `first` on close a circle.
fn report(checker: &Checker, steps: &[(usize, usize)], first: usize) {
    let circle = steps.iter().map(|(place, _)| *place).skip_while(|place| *place != first);
    let drafts: Vec<_> = circle.filter_map(|place| checker.drafts.get(place)).collect();
    let Some(lowest) = drafts.iter().min_by_key(|draft| draft.span) else { return };
    let mut finding = Diagnostic::error("T0616", lowest.span, &[&lowest.rule.title]);
    for draft in drafts.iter().filter(|draft| draft.span != lowest.span) {
        finding = finding.also(draft.span, "hoort bij de kring");
    }
    checker.error(finding);
}
