//! Values with a form of their own: sums and counts, days, periods, and everything that stands in parentheses.

use super::{Reader, Readings};
use crate::model::expr::{Expr, Kind, Shared, of, plain};
use crate::model::kinds::{Base, Box_, Const, DateFunction, Fold, Operator, PeriodFunction, Step, Type, Unit};
use crate::model::types::{show, unify};
use crate::model::vocabulary::Elem;
use crate::values::Rational;

impl Reader<'_> {
    /// Every value with a form of its own that begins at a place.
    pub(super) fn special(&self, at: usize) -> Readings {
        let mut found = Readings::new();
        if let Some(from) = self.words(at, "(") {
            found.extend(self.parenthesis(at, from));
        }
        found.extend(self.day(at));
        found.extend(self.day_of_box(at));
        found.extend(self.counted(at));
        found.extend(self.counted_days(at));
        found.extend(self.of_periods(at));
        found.extend(self.folded(at));
        found.extend(self.extreme(at));
        if let Some(from) = self.words(at, "helft van") {
            let half = Rational::new(1, 2).map(|half| self.number(half, at, from));
            let wholes = self.value_part(from);
            found.extend(half.into_iter().flat_map(|half| {
                wholes.iter().filter_map(move |(end, whole)| self.operate(Operator::Multiply, *end, &half, whole))
            }));
        }
        found
    }

    fn value_part(&self, at: usize) -> Readings {
        self.formula(at)
    }

    fn number(&self, value: Rational, at: usize, end: usize) -> Shared {
        Expr::new(Kind::Const(Const::Number(value)), Type::Number(plain()), self.span(at, end))
    }

    pub(super) fn dates(&self, at: usize) -> Readings {
        self.formula(at).into_iter().filter(|(_, day)| day.ty == Type::Date).collect()
    }

    fn day(&self, at: usize) -> Readings {
        let fixed = [("peildatum", Kind::Peildatum), ("dag van besluit", Kind::DayOfDecision)];
        let days = fixed.into_iter().filter_map(|(words, kind)| {
            self.words(at, words).map(|end| (end, Expr::new(kind, Type::Date, self.span(at, end))))
        });
        days.collect()
    }

    /// `de eerste dag van de kalendermaand van D`
    fn day_of_box(&self, at: usize) -> Readings {
        let forms = [
            ("eerste dag van kalendermaand", DateFunction::FirstOfMonth),
            ("laatste dag van kalendermaand", DateFunction::LastOfMonth),
            ("eerste dag van kalenderjaar", DateFunction::FirstOfYear),
            ("aantal dagen van kalendermaand", DateFunction::DaysInMonth),
        ];
        let mut found = Readings::new();
        for (words, function) in forms {
            let Some(end) = self.words(at, words) else { continue };
            let ty = if function == DateFunction::DaysInMonth { Type::Number(of("dag")) } else { Type::Date };
            let make =
                |end: usize, day: Shared| (end, Expr::new(Kind::DateOf(function, day), ty.clone(), self.span(at, end)));
            if let Some(from) = self.words(end, "van") {
                found.extend(self.dates(from).into_iter().map(|(end, day)| make(end, day)));
            }
            found.push(make(end, Expr::new(Kind::Peildatum, Type::Date, self.span(at, end))));
        }
        found
    }

    /// `het aantal kinderen van het huishouden[ dat jonger is dan 12 jaar]`
    fn counted(&self, at: usize) -> Readings {
        let Some(from) = self.words(at, "aantal") else { return Readings::new() };
        let mut found = Readings::new();
        for group in self.groups(from, true).into_iter().flat_map(|group| self.narrowed(group)) {
            found.push((group.end, group.fold(Fold::Count, None, Type::Number(plain()), self.span(at, group.end))));
        }
        found
    }

    /// `het aantal volle jaren van D tot D`, `het aantal dagen van D tot D`
    fn counted_days(&self, at: usize) -> Readings {
        let forms = [
            ("aantal volle jaren van", Step::Years, "jaar"),
            ("aantal volle maanden van", Step::Months, "maand"),
            ("aantal volle weken van", Step::Weeks, "week"),
            ("aantal dagen van", Step::Days, "dag"),
            ("aantal werkdagen van", Step::WorkingDays, "werkdag"),
        ];
        let mut found = Readings::new();
        for (words, step, unit) in forms {
            let Some(from) = self.words(at, words) else { continue };
            for (end, first) in self.dates(from) {
                let Some(from) = self.words(end, "tot") else { continue };
                for (end, last) in self.dates(from) {
                    let kind = Kind::FullSteps(step, first.clone(), last);
                    found.push((end, Expr::new(kind, Type::Number(of(unit)), self.span(at, end))));
                }
            }
        }
        found
    }

    /// Questions about periods.
    fn of_periods(&self, at: usize) -> Readings {
        let forms = [
            ("aantal dagen in dit kalenderjaar in", PeriodFunction::DaysThisYear),
            ("aantal aaneengesloten dagen in", PeriodFunction::RunLength),
            ("eerste dag van aaneengesloten periode in", PeriodFunction::RunStart),
            ("laatste dag van aaneengesloten periode in", PeriodFunction::RunEnd),
        ];
        let mut found = Readings::new();
        for (words, function) in forms {
            let Some(from) = self.words(at, words) else { continue };
            let date = matches!(function, PeriodFunction::RunStart | PeriodFunction::RunEnd);
            let ty = if date { Type::Date } else { Type::Number(of("dag")) };
            let periods = self.named(from).into_iter().filter(|(_, periods)| periods.ty == Type::Periods);
            found.extend(periods.map(|(end, periods)| {
                (end, Expr::new(Kind::PeriodsOf(function, periods), ty.clone(), self.span(at, end)))
            }));
        }
        found
    }

    /// `de som van X van iedere Y van Z`
    fn folded(&self, at: usize) -> Readings {
        let forms = [("som van", Fold::Sum), ("hoogste van", Fold::Highest), ("laagste van", Fold::Lowest)];
        let mut found = Readings::new();
        for (words, fold) in forms {
            let Some(from) = self.words(at, words).map(|from| self.skip(from)) else { continue };
            let Some(tok) = self.tok(from) else { continue };
            for pattern in self.knowledge.vocabulary().patterns_at(tok.word) {
                let Some((Elem::Slot(class), head)) = pattern.elems.split_last() else { continue };
                for (end, slots) in self.slots(head, from) {
                    let Some((each, _)) = self.one_of(end, &["iedere", "ieder", "elke", "elk"]) else { continue };
                    let groups = self.groups(each, false).into_iter().flat_map(|group| self.narrowed(group));
                    for group in groups.filter(|group| group.role.member == *class) {
                        let mut slots = slots.clone();
                        slots.push(group.member.clone());
                        if let Some((end, value)) = self.build(from, group.end, pattern.target, &pattern.args, &slots) {
                            let ty = value.ty.clone();
                            found.push((end, group.fold(fold, Some(value), ty, self.span(at, end))));
                        }
                    }
                }
            }
        }
        found
    }

    /// `de hoogste van E en E`, `de vroegste van D en D`
    fn extreme(&self, at: usize) -> Readings {
        let forms = [
            ("hoogste van", Operator::Maximum),
            ("laagste van", Operator::Minimum),
            ("vroegste van", Operator::Minimum),
            ("laatste van", Operator::Maximum),
        ];
        let mut found = Readings::new();
        for (words, operator) in forms {
            let Some(from) = self.words(at, words) else { continue };
            for (end, first) in self.formula(from) {
                let Some(from) = self.words(end, "en") else { continue };
                for (end, second) in self.formula(from) {
                    found.extend(self.operate(operator, end, &first, &second));
                }
            }
        }
        found
    }

    /// What stands between parentheses.
    fn parenthesis(&self, at: usize, from: usize) -> Readings {
        let mut found = Readings::new();
        let close = |end: usize| self.words(end, ")");
        for (end, value) in self.value(from) {
            found.extend(close(end).map(|end| (end, value.clone())));
            found.extend(self.choose(at, end, &value));
            found.extend(self.as_if(at, end, &value));
            let boxes = [
                ("gemiddeld over dagen van kalendermaand )", Box_::Month),
                ("gemiddeld over dagen van kalenderjaar )", Box_::Year),
            ];
            for (words, month) in boxes {
                found.extend(self.words(end, words).map(|end| {
                    (end, Expr::new(Kind::DailyMean(month, value.clone()), value.ty.clone(), self.span(at, end)))
                }));
            }
        }
        found.extend(self.days_that(at, from));
        found.extend(self.days_within(at, from));
        found.extend(self.month_sum(at, from));
        found
    }

    /// `(E indien C, anders E)`
    fn choose(&self, at: usize, end: usize, value: &Shared) -> Readings {
        let mut found = Readings::new();
        let Some(from) = self.words(end, "indien") else { return found };
        for (end, condition) in self.condition(from) {
            let Some(from) = self.words(end, ", anders") else {
                self.fail(end, ", anders");
                continue;
            };
            for (end, other) in self.value(from) {
                let Some(end) = self.words(end, ")") else { continue };
                let Some(ty) = unify(value, &other) else {
                    self.fail(end, &format!("{} na anders", show(&value.ty)));
                    continue;
                };
                let kind = Kind::Choose(condition.clone(), value.clone(), other);
                found.push((end, Expr::new(kind, ty, self.span(at, end))));
            }
        }
        found
    }

    /// `(E alsof het inkomen van X € 0 is en Y rechthebbende is)`
    fn as_if(&self, at: usize, end: usize, value: &Shared) -> Readings {
        let mut found = Readings::new();
        let Some(from) = self.words(end, "alsof") else { return found };
        for (end, condition) in self.condition(from) {
            let Some(end) = self.words(end, ")") else { continue };
            let Some(replaced) = assignments(&condition) else {
                self.fail(from, "een gegeven of begrip met een waarde");
                continue;
            };
            let kind = Kind::AsIf(value.clone(), replaced);
            found.push((end, Expr::new(kind, value.ty.clone(), self.span(at, end))));
        }
        found
    }

    /// `(het aantal dagen van de kalendermaand waarop C)`
    fn days_that(&self, at: usize, from: usize) -> Readings {
        let forms = [
            ("aantal dagen van kalendermaand waarop", Box_::Month),
            ("aantal dagen van kalenderjaar waarop", Box_::Year),
        ];
        let mut found = Readings::new();
        for (words, month) in forms {
            let Some(from) = self.words(from, words) else { continue };
            for (end, condition) in self.condition(from) {
                let Some(end) = self.words(end, ")") else { continue };
                let kind = Kind::DaysThat(month, condition);
                found.push((end, Expr::new(kind, Type::Number(of("dag")), self.span(at, end))));
            }
        }
        found
    }

    /// `(de eerste dag van D tot en met D waarop C)`, `(het aantal dagen van D tot en met D waarop C)`
    fn days_within(&self, at: usize, from: usize) -> Readings {
        let mut found = Readings::new();
        let Some((start, form)) = self.one_of(from, &["eerste dag van", "aantal dagen van"]) else { return found };
        for (end, first) in self.dates(start) {
            let Some(start) = self.words(end, "tot en met") else { continue };
            for (end, last) in self.dates(start) {
                let Some(start) = self.words(end, "waarop") else { continue };
                for (end, condition) in self.condition(start) {
                    let Some(end) = self.words(end, ")") else { continue };
                    let (from, until) = (first.clone(), last.clone());
                    let (kind, ty) = match form {
                        "eerste dag van" => (Kind::FirstDay { condition, from, until }, Type::Date),
                        _ => (Kind::DaysBetween { condition, from, until }, Type::Number(of("dag"))),
                    };
                    found.push((end, Expr::new(kind, ty, self.span(at, end))));
                }
            }
        }
        found
    }
}

/// What `alsof` replaces: a condition read as facts with their values.
fn assignments(condition: &Shared) -> Option<Vec<(Shared, Shared)>> {
    let truth = |value: bool| Expr::bool(Kind::Const(Const::Bool(value)), condition.span);
    match &condition.kind {
        Kind::Labelled(_, inner) => assignments(inner),
        Kind::Input(..) | Kind::Term(..) => Some(vec![(condition.clone(), truth(true))]),
        Kind::Not(inner) if matches!(inner.kind, Kind::Input(..) | Kind::Term(..)) => {
            Some(vec![(inner.clone(), truth(false))])
        }
        Kind::Compare(crate::model::kinds::Comparison::Equal, target, value)
            if matches!(target.kind, Kind::Input(..) | Kind::Term(..)) =>
        {
            Some(vec![(target.clone(), value.clone())])
        }
        Kind::All(parts) => {
            let parts: Option<Vec<Vec<(Shared, Shared)>>> = parts.iter().map(assignments).collect();
            parts.map(|parts| parts.into_iter().flatten().collect())
        }
        _ => None,
    }
}

/// Whether a type is a count of years.
#[must_use]
pub(super) fn is_years(ty: &Type) -> bool {
    matches!(ty, Type::Number(Unit { base: Base::Of(unit), per: None }) if unit == "jaar")
}
