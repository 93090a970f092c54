//! Values: names, literals, formulas, and what may follow them.

use super::{Reader, Readings, Remark};
use crate::model::expr::{Expr, Kind, Shared, of, plain};
use crate::model::kinds::{Base, ClassId, Const, Operator, Step, Type, Unit};
use crate::model::types::{arithmetic, show};
use crate::model::vocabulary::{Arg, Target};
use crate::model::words::unit;
use crate::syntax::tree::{Span, TokenKind};
use crate::values::{Rational, Rounding, dutch};

/// How many times something may follow a value: `…, ten hoogste …, rekenkundig afgerond op …`.
const LONGEST_TAIL: usize = 6;

impl Reader<'_> {
    /// Every value that begins at a place.
    pub(super) fn value(&self, at: usize) -> Readings {
        let mut found = Readings::new();
        let mut open = self.formula(at);
        for _ in 0..LONGEST_TAIL {
            let mut next = Readings::new();
            for (end, expr) in open {
                next.extend(self.after(at, end, &expr));
                found.push((end, expr));
            }
            open = next;
        }
        found
    }

    /// `product + product − …`
    pub(super) fn formula(&self, at: usize) -> Readings {
        self.chain(at, &[("+", Operator::Add), ("−", Operator::Subtract), ("-", Operator::Subtract)], &|at| {
            self.product(at)
        })
    }

    fn product(&self, at: usize) -> Readings {
        self.chain(at, &[("×", Operator::Multiply), ("/", Operator::Divide)], &|at| self.primary(at))
    }

    fn chain(&self, at: usize, signs: &[(&str, Operator)], part: &dyn Fn(usize) -> Readings) -> Readings {
        let mut found = Readings::new();
        let mut open = part(at);
        while let Some((end, left)) = open.pop() {
            let sign = self.tok(end).filter(|tok| tok.kind == TokenKind::Mark);
            let operator = sign.and_then(|tok| signs.iter().find(|(sign, _)| *sign == tok.text));
            if let (Some((_, operator)), true) = (operator, self.step()) {
                for (end, right) in part(end.saturating_add(1)) {
                    open.extend(self.operate(*operator, end, &left, &right));
                }
            }
            found.push((end, left));
        }
        found
    }

    /// An operation, or a remark on what does not fit.
    pub(super) fn operate(&self, operator: Operator, end: usize, a: &Shared, b: &Shared) -> Option<(usize, Shared)> {
        let result = arithmetic(operator, a, b);
        if result.is_none() {
            self.remark(end, || Remark::Misfit(show(&b.ty), show(&a.ty), b.span));
        }
        result.map(|expr| (end, expr))
    }

    /// What may follow a value: bounds, parts, rounding, one operation in words, another day.
    fn after(&self, start: usize, at: usize, left: &Shared) -> Readings {
        let mut found = Readings::new();
        let comma = self.words(at, ",").unwrap_or(at);
        let binary: &[(&str, Operator)] = &[
            ("ten hoogste", Operator::Minimum),
            ("ten minste", Operator::Maximum),
            ("voor zover dat meer is dan", Operator::PartAbove),
            ("voor zover dat ten hoogste", Operator::PartUpTo),
            ("vermeerderd met", Operator::Add),
            ("verminderd met", Operator::Subtract),
            ("vermenigvuldigd met", Operator::Multiply),
            ("gedeeld door", Operator::Divide),
        ];
        for (words, operator) in binary {
            let Some(from) = self.words(comma, words) else { continue };
            for (end, right) in self.formula(from) {
                let end = if *operator == Operator::PartUpTo { self.words(end, "is") } else { Some(end) };
                found.extend(end.and_then(|end| self.operate(*operator, end, left, &right)));
            }
        }
        found.extend(self.rounded(start, comma, left));
        found.extend(self.converted(start, comma, left));
        found.extend(self.in_one_month(start, at, left));
        found.extend(self.extended(start, comma, left));
        if let Some(from) = self.words(at, "op") {
            let days = self.formula(from).into_iter().filter(|(_, day)| day.ty == Type::Date);
            found.extend(days.map(|(end, day)| {
                (end, Expr::new(Kind::On(left.clone(), day), left.ty.clone(), self.span(start, end)))
            }));
        }
        found
    }

    /// `rekenkundig afgerond op hele centen`
    fn rounded(&self, start: usize, at: usize, left: &Shared) -> Option<(usize, Shared)> {
        let modes = ["rekenkundig afgerond op", "naar boven afgerond op", "naar beneden afgerond op"];
        let (end, mode) = self.one_of(at, &modes)?;
        let mode = match mode.split(' ').nth(1) {
            Some("boven") => Rounding::NaarBoven,
            Some("beneden") => Rounding::NaarBeneden,
            _ => Rounding::Rekenkundig,
        };
        let (end, step) = self.step_of_rounding(end, left)?;
        Some((end, Expr::new(Kind::Round(mode, step, left.clone()), left.ty.clone(), self.span(start, end))))
    }

    fn step_of_rounding(&self, at: usize, left: &Shared) -> Option<(usize, Rational)> {
        let money = matches!(&left.ty, Type::Number(Unit { base: Base::Money, .. }));
        let fixed: &[(&str, i64)] = if money {
            &[("hele centen", 1), ("hele euro's", 100), ("hele euro’s", 100)]
        } else {
            &[("hele getallen", 1), ("hele minuten", 1), ("hele uren", 1), ("hele dagen", 1), ("hele maanden", 1)]
        };
        for (words, step) in fixed {
            if let Some(end) = self.words(at, words) {
                return Some((end, Rational::from_int(*step)));
            }
        }
        let from = self.words(at, "veelvouden van");
        if let Some((end, step)) = from.and_then(|from| self.literal(from))
            && let Kind::Const(Const::Number(step)) = step.kind
        {
            return Some((end, step));
        }
        self.fail(at, "hele centen, hele euro's, hele getallen of veelvouden van een bedrag");
        None
    }

    /// `als bedrag in één maand`: what belongs to a year may fall in one month of it.
    fn in_one_month(&self, start: usize, at: usize, left: &Shared) -> Option<(usize, Shared)> {
        let end = self.words(at, "als bedrag in één maand")?;
        let Type::Number(Unit { base: Base::Money, per: Some(per) }) = &left.ty else { return None };
        let longer = matches!(per.as_str(), "jaar" | "kwartaal");
        longer.then(|| (end, Self::per(Rational::ONE, "maand", left, self.span(start, end))))
    }

    /// A value times a factor, with another period.
    fn per(factor: Rational, per: &str, left: &Shared, span: Span) -> Shared {
        let factor = Expr::new(Kind::Const(Const::Number(factor)), Type::Number(plain()), span);
        let base = left.unit().map_or(Base::Number, |unit| unit.base.clone());
        let ty = Type::Number(Unit { base, per: Some(per.into()) });
        Expr::new(Kind::Arithmetic(Operator::Multiply, left.clone(), factor), ty, span)
    }

    /// `omgerekend naar maand`: only where the factor is fixed by the calendar.
    fn converted(&self, start: usize, at: usize, left: &Shared) -> Option<(usize, Shared)> {
        let end = self.words(at, "omgerekend naar")?;
        let tok = self.tok(end)?;
        let (end, to) = match self.words(end.saturating_add(1), "weken").filter(|_| tok.kind == TokenKind::Number) {
            Some(end) => (end, format!("{} weken", tok.text)),
            None => (end.saturating_add(1), unit(&tok.text.to_lowercase())?.to_string()),
        };
        let Type::Number(from) = &left.ty else { return None };
        let per = from.per.clone().unwrap_or_default();
        let factor = match (per.as_str(), to.as_str()) {
            ("jaar", "maand") => Rational::new(1, 12),
            ("maand", "jaar") => Some(Rational::from_int(12)),
            ("kwartaal", "maand") => Rational::new(1, 3),
            ("maand", "kwartaal") => Some(Rational::from_int(3)),
            ("kwartaal", "jaar") => Some(Rational::from_int(4)),
            ("jaar", "kwartaal") => Rational::new(1, 4),
            _ => weeks(&to).filter(|_| per != to).and_then(|to| Rational::new(to, weeks(&per)?)),
        };
        let Some(factor) = factor else {
            let span = self.span(at, end);
            self.remark(end, || Remark::Conversion(per.into(), to, span));
            return None;
        };
        Some((end, Self::per(factor, &to, left, self.span(start, end))))
    }

    /// One value without operators around it.
    fn primary(&self, at: usize) -> Readings {
        if !self.step() {
            return Readings::new();
        }
        let mut found = Readings::new();
        if let Some((end, literal)) = self.literal(at) {
            found.extend(self.of_part(end, &literal));
            found.push((end, literal));
        }
        let letters = self.scope.borrow().letters.clone();
        let here = self.tok(at).filter(|tok| tok.text.chars().count() == 1);
        found.extend(
            letters.into_iter().filter_map(|(letter, expr)| {
                here.filter(|tok| tok.word == letter).map(|_| (at.saturating_add(1), expr))
            }),
        );
        for (end, named) in self.named(at) {
            if matches!(&named.ty, Type::Number(Unit { base: Base::Percentage, per: None })) {
                found.extend(self.of_part(end, &named));
            }
            if !matches!(named.ty, Type::Object { .. } | Type::Many(_) | Type::Periods) {
                found.push((end, named));
            }
        }
        found.extend(self.special(at));
        let shifted: Readings = found.iter().flat_map(|(end, count)| self.shifted(at, *end, count)).collect();
        found.extend(shifted);
        if found.is_empty() {
            self.fail(at, "een waarde");
        }
        found
    }

    /// `25% van E`
    fn of_part(&self, at: usize, part: &Shared) -> Readings {
        let fraction = matches!(&part.ty, Type::Number(Unit { base: Base::Percentage, per: None }));
        let Some(from) = self.words(at, "van").filter(|_| fraction) else { return Readings::new() };
        let wholes = self.primary(from);
        wholes.into_iter().filter_map(|(end, whole)| self.operate(Operator::Multiply, end, part, &whole)).collect()
    }

    /// `28 dagen na D`, `3 maanden vóór D`
    fn shifted(&self, start: usize, at: usize, count: &Shared) -> Readings {
        let Type::Number(Unit { base: Base::Of(unit), per: None }) = &count.ty else { return Readings::new() };
        let step = match unit.as_str() {
            "dag" => Step::Days,
            "werkdag" => Step::WorkingDays,
            "week" => Step::Weeks,
            "maand" => Step::Months,
            "jaar" => Step::Years,
            _ => return Readings::new(),
        };
        let Some((from, direction)) = self.one_of(at, &["na", "vóór", "voor"]) else { return Readings::new() };
        let days = self.primary(from).into_iter().filter(|(_, day)| day.ty == Type::Date);
        days.map(|(end, day)| {
            let span = self.span(start, end);
            let steps = if direction == "na" {
                count.clone()
            } else {
                let minus = Expr::new(Kind::Const(Const::Number(Rational::from_int(-1))), Type::Number(plain()), span);
                Expr::new(Kind::Arithmetic(Operator::Multiply, count.clone(), minus), count.ty.clone(), span)
            };
            (end, Expr::new(Kind::Shift(step, day, steps), Type::Date, span))
        })
        .collect()
    }

    /// A literal, with its unit when one follows.
    pub(super) fn literal(&self, at: usize) -> Option<(usize, Shared)> {
        let tok = self.tok(at)?;
        if tok.kind == TokenKind::Mark && matches!(tok.text.as_str(), "-" | "−") {
            return self.negative(at);
        }
        let end = at.saturating_add(1);
        let number = |base, value| (Type::Number(Unit { base, per: None }), Const::Number(value));
        let (ty, value) = match tok.kind {
            TokenKind::Money => number(Base::Money, dutch::parse_money(&tok.text).ok()?),
            TokenKind::Percentage => number(Base::Percentage, dutch::parse_percentage(&tok.text).ok()?),
            TokenKind::Number => number(Base::Number, dutch::parse_number(&tok.text).ok()?),
            TokenKind::Date => (Type::Date, Const::Date(dutch::parse_date(&tok.text).ok()?)),
            TokenKind::Word => number(Base::Number, Rational::from_int(small_number(&tok.text)?)),
            TokenKind::Quoted => {
                return Some((end, Expr::new(Kind::Text(tok.text.clone()), Type::Text, tok.span)));
            }
            TokenKind::Mark => return None,
        };
        let (end, ty) = self.with_unit(end, ty);
        Some((end, Expr::new(Kind::Const(value), ty, self.span(at, end))))
    }

    /// `-€ 70`
    fn negative(&self, at: usize) -> Option<(usize, Shared)> {
        let next = self.tok(at.saturating_add(1))?;
        if !matches!(next.kind, TokenKind::Money | TokenKind::Number | TokenKind::Percentage) {
            return None;
        }
        let (end, value) = self.literal(at.saturating_add(1))?;
        let Kind::Const(Const::Number(number)) = value.kind else { return None };
        let number = Const::Number(number.checked_neg()?);
        Some((end, Expr::new(Kind::Const(number), value.ty.clone(), self.span(at, end))))
    }

    /// The unit and period behind a number: `27 jaar`, `4,5 uur per week`, `€ 500 per maand`.
    fn with_unit(&self, at: usize, ty: Type) -> (usize, Type) {
        let Type::Number(mut counted) = ty else { return (at, ty) };
        let mut end = at;
        let word =
            |at: usize| self.tok(at).filter(|tok| tok.kind == TokenKind::Word).map(|tok| tok.text.to_lowercase());
        if let (Base::Number, Some(name)) = (&counted.base, word(end).as_deref().and_then(unit)) {
            counted = of(name);
            end = end.saturating_add(1);
        }
        if word(end).as_deref() == Some("per") {
            let from = end.saturating_add(1);
            if let Some(after) = self.words(from, "4 weken") {
                counted.per = Some("4 weken".into());
                end = after;
            } else if let Some(name) = word(from).as_deref().and_then(unit) {
                counted.per = Some(name.into());
                end = from.saturating_add(1);
            }
        }
        (end, Type::Number(counted))
    }

    /// The expression of a name with its arguments.
    pub(super) fn build(
        &self,
        at: usize,
        end: usize,
        target: Target,
        args: &[Arg],
        slots: &[Shared],
    ) -> Option<(usize, Shared)> {
        let span = self.span(at, end);
        let args: Vec<Shared> = args.iter().filter_map(|arg| self.argument(*arg, slots, span)).collect();
        let ty = self.type_of(target)?;
        let kind = match target {
            Target::Input(input) => Kind::Input(input, args),
            Target::Term(term) => Kind::Term(term, args),
            Target::Parameter(parameter) => Kind::Parameter(parameter),
        };
        Some((end, Expr::new(kind, ty, span)))
    }

    fn argument(&self, arg: Arg, slots: &[Shared], span: crate::syntax::tree::Span) -> Option<Shared> {
        let singleton =
            |class: ClassId| Expr::new(Kind::Singleton(class), Type::Object { class, optional: false }, span);
        match arg {
            Arg::Slot(number) => slots.get(number).cloned(),
            Arg::Singleton(class) => Some(singleton(class)),
        }
    }
}

/// `één`, `twee`, … `twaalf` as words.
fn small_number(word: &str) -> Option<i64> {
    const NUMBERS: &[&str] =
        &["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];
    let lower = word.to_lowercase();
    NUMBERS.iter().position(|number| *number == lower).and_then(|place| i64::try_from(place).ok())
}

/// How many weeks a period is: `week`, `4 weken`.
fn weeks(period: &str) -> Option<i64> {
    match period.split_once(' ') {
        Some((count, "weken")) => count.parse().ok().filter(|count| *count > 0),
        None if period == "week" => Some(1),
        _ => None,
    }
}
