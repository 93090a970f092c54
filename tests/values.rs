//! Tests of `toegang::values`: against independent arithmetic (naive i128
//! fractions, the calendar of `jiff`, sets of days) and by round trips.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil;
use proptest::prelude::*;
use toegang::values::dutch::{self, WrongForm, WrongReason};
use toegang::values::{Date, Period, Periods, Rational, Rounding, Text, Weekday};

fn ratio(num: i64, den: i64) -> Rational {
    Rational::new(num, den).unwrap()
}

fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

// ---------------------------------------------------------------- rational

fn naive_gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { naive_gcd(b, a % b) }
}

/// The fraction by the schoolbook, or `None` where it does not fit.
fn naive(num: i128, den: i128) -> Option<(i64, i64)> {
    if den == 0 {
        return None;
    }
    let divisor = naive_gcd(num, den) * den.signum();
    Some((i64::try_from(num / divisor).ok()?, i64::try_from(den / divisor).ok()?))
}

fn pair(value: Option<Rational>) -> Option<(i64, i64)> {
    value.map(|value| (value.num(), value.den()))
}

fn any_i64() -> impl Strategy<Value = i64> {
    prop_oneof![
        3 => -20_i64..20,
        2 => -1_000_000_i64..1_000_000,
        1 => any::<i64>(),
        1 => prop::sample::select(vec![i64::MIN, i64::MIN + 1, i64::MAX, i64::MAX - 1]),
    ]
}

fn any_rational() -> impl Strategy<Value = Rational> {
    let den = prop_oneof![
        2 => Just(1_i64),
        3 => 1_i64..1000,
        1 => 1_i64..=i64::MAX,
        1 => (0_u32..62, 0_u32..20).prop_map(|(two, five)| {
            2_i64.pow(two).checked_mul(5_i64.pow(five)).unwrap_or(1 << two)
        }),
    ];
    (any_i64(), den).prop_map(|(num, den)| ratio(num, den))
}

proptest! {
    #[test]
    fn new_reduces(num in any_i64(), den in any_i64()) {
        prop_assert_eq!(pair(Rational::new(num, den)), naive(num.into(), den.into()));
    }

    #[test]
    fn arithmetic_is_exact(a in any_rational(), b in any_rational()) {
        let (an, ad) = (i128::from(a.num()), i128::from(a.den()));
        let (bn, bd) = (i128::from(b.num()), i128::from(b.den()));
        prop_assert_eq!(pair(a.checked_add(b)), naive(an * bd + bn * ad, ad * bd));
        prop_assert_eq!(pair(a.checked_sub(b)), naive(an * bd - bn * ad, ad * bd));
        prop_assert_eq!(pair(a.checked_mul(b)), naive(an * bn, ad * bd));
        prop_assert_eq!(pair(a.checked_div(b)), naive(an * bd, ad * bn));
        prop_assert_eq!(pair(a.checked_neg()), naive(-an, ad));
        prop_assert_eq!(a.cmp(&b), (an * bd).cmp(&(bn * ad)));
        prop_assert_eq!(a == b, an * bd == bn * ad);
    }

    #[test]
    fn floor_is_the_largest_below(a in any_rational()) {
        let (num, den, floor) = (i128::from(a.num()), i128::from(a.den()), i128::from(a.floor()));
        prop_assert!(floor * den <= num && num < (floor + 1) * den);
        prop_assert_eq!(a.to_integer(), a.is_integer().then_some(a.floor()));
    }

    #[test]
    fn rounding_is_nearest_in_its_direction(
        a in (-1_000_000_i64..1_000_000, 1_i64..1000),
        step in (1_i64..500, 1_i64..500),
    ) {
        let (a, step) = (ratio(a.0, a.1), ratio(step.0, step.1));
        let down = a.round(Rounding::NaarBeneden, step).unwrap();
        let up = a.round(Rounding::NaarBoven, step).unwrap();
        let near = a.round(Rounding::Rekenkundig, step).unwrap();
        for value in [down, up, near] {
            prop_assert!(value.checked_div(step).unwrap().is_integer());
        }
        prop_assert!(down <= a && a < down.checked_add(step).unwrap());
        prop_assert!(a <= up && up.checked_sub(step).unwrap() < a);
        let (low, high) = (a.checked_sub(down).unwrap(), up.checked_sub(a).unwrap());
        let expected = match low.cmp(&high) {
            std::cmp::Ordering::Less => down,
            std::cmp::Ordering::Greater => up,
            std::cmp::Ordering::Equal if a < Rational::ZERO => down,
            std::cmp::Ordering::Equal => up,
        };
        prop_assert_eq!(near, expected);
    }

    #[test]
    fn decimal_text_round_trips(a in any_rational()) {
        match a.to_decimal() {
            Some(text) => {
                prop_assert_eq!(Rational::parse_decimal(&text), Some(a));
                prop_assert!(!text.contains('.') || !text.ends_with('0'));
                prop_assert_eq!(a.to_string(), text);
            }
            None => prop_assert_eq!(a.to_string(), format!("{}/{}", a.num(), a.den())),
        }
    }

    #[test]
    fn parse_decimal_is_total_and_strict(text in "-?[0-9.]{0,12}|\\PC{0,6}") {
        let body = text.strip_prefix('-').unwrap_or(&text);
        let parts: Vec<&str> = body.split('.').collect();
        let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let right = parts.len() <= 2 && parts.iter().all(digits);
        prop_assert_eq!(Rational::parse_decimal(&text).is_some(), right);
    }

    #[test]
    fn a_rational_has_one_pair(num in any_i64(), den in any_i64()) {
        let read = Rational::try_from((num, den));
        let canonical = naive(num.into(), den.into()) == Some((num, den));
        prop_assert_eq!(read.is_ok(), canonical);
        if let Ok(value) = read {
            prop_assert_eq!((value.num(), value.den()), (num, den));
        }
    }
}

#[test]
fn decimal_limits() {
    let smallest = ratio(i64::MIN, 1);
    assert_eq!(Rational::parse_decimal("-9223372036854775808"), Some(smallest));
    assert_eq!(Rational::parse_decimal("9223372036854775808"), None);
    assert_eq!(Rational::parse_decimal(&"9".repeat(500)), None);
    let tiny = ratio(1, 1 << 62).to_decimal().unwrap();
    assert_eq!(tiny.len(), 64);
    assert_eq!(Rational::parse_decimal(&tiny), Some(ratio(1, 1 << 62)));
    let zeros = format!("1.5{}", "0".repeat(500));
    assert_eq!(Rational::parse_decimal(&zeros), Some(ratio(3, 2)));
    assert_eq!(Rational::parse_decimal(&format!("0.{}1", "0".repeat(80))), None);
    for text in ["", "-", ".5", "5.", "+1", "1,5", " 1", "1e3", "--1", "1.2.3"] {
        assert_eq!(Rational::parse_decimal(text), None, "{text}");
    }
}

#[test]
fn rounding_by_hand() {
    let round = |num, den, how| ratio(num, den).round(how, Rational::ONE).unwrap().num();
    assert_eq!(round(5, 2, Rounding::Rekenkundig), 3);
    assert_eq!(round(-5, 2, Rounding::Rekenkundig), -3);
    assert_eq!(round(-5, 2, Rounding::NaarBoven), -2);
    assert_eq!(round(-5, 2, Rounding::NaarBeneden), -3);
    assert_eq!(round(4, 3, Rounding::Rekenkundig), 1);
    let one = Rational::ONE;
    assert_eq!(one.round(Rounding::NaarBoven, Rational::ZERO), None);
    assert_eq!(one.round(Rounding::NaarBoven, ratio(-1, 2)), None);
    let largest = ratio(i64::MAX, 1);
    assert_eq!(largest.round(Rounding::NaarBoven, Rational::from_int(2)), None);
    assert_eq!(largest.round(Rounding::NaarBeneden, ratio(1, i64::MAX)), Some(largest));
}

// -------------------------------------------------------------------- date

fn to_jiff(day: Date) -> civil::Date {
    let (year, month, day) = day.ymd();
    civil::date(year as i16, month as i8, day as i8)
}

fn from_jiff(day: civil::Date) -> Date {
    Date::from_ymd(day.year().into(), day.month() as u32, day.day() as u32).unwrap()
}

/// Days from 1900 up to and including 2200.
fn near_day() -> impl Strategy<Value = Date> {
    let (first, last) = (date("1900-01-01").days(), date("2200-12-31").days());
    (first..=last).prop_map(|days| Date::from_days(days).unwrap())
}

fn any_day() -> impl Strategy<Value = Date> {
    (Date::MIN.days()..=Date::MAX.days()).prop_map(|days| Date::from_days(days).unwrap())
}

#[test]
fn every_day_agrees_with_jiff() {
    let mut expected = civil::date(1, 1, 1);
    let epoch = civil::date(1970, 1, 1);
    assert_eq!(epoch.until(expected).unwrap().get_days(), Date::MIN.days());
    for days in Date::MIN.days()..=Date::MAX.days() {
        let day = Date::from_days(days).unwrap();
        let (year, month, of_month) = day.ymd();
        assert_eq!((year, month, of_month), (expected.year().into(), expected.month() as u32, expected.day() as u32));
        assert_eq!(Date::from_ymd(year, month, of_month), Some(day));
        if day < Date::MAX {
            expected = expected.tomorrow().unwrap();
        }
    }
    assert_eq!(expected, civil::date(9999, 12, 31));
}

proptest! {
    #[test]
    fn calendar_agrees_with_jiff(day in near_day(), months in -1500_i64..1500, years in -150_i64..150) {
        let other = to_jiff(day);
        prop_assert_eq!(from_jiff(other), day);
        let number = other.weekday().to_monday_zero_offset();
        prop_assert_eq!(day.weekday() as i8, number);
        prop_assert_eq!(from_jiff(other.first_of_month()), day.first_of_month());
        prop_assert_eq!(from_jiff(other.last_of_month()), day.last_of_month());
        prop_assert_eq!(from_jiff(other.first_of_year()), day.first_of_year());
        prop_assert_eq!(other.days_in_month() as u32, day.days_in_month());
        prop_assert_eq!(other.to_string(), day.to_string());
        let later = from_jiff(other.checked_add(months.months()).unwrap());
        prop_assert_eq!(day.add_months(months), Some(later));
        prop_assert_eq!(day.next_month_first(), day.add_months(1).map(Date::first_of_month));
        let clamped = from_jiff(other.checked_add(years.years()).unwrap());
        let leap_moved = day.ymd().1 == 2 && day.ymd().2 == 29 && clamped.ymd().2 == 28;
        prop_assert_eq!(day.add_years(years), clamped.add_days(leap_moved.into()));
    }

    #[test]
    fn ages_count_birthdays(birth in near_day(), on in near_day(), leap in any::<bool>()) {
        let birth = if leap { date("2000-02-29") } else { birth };
        let age = on.full_years_since(birth);
        let birthdays = (1..=400).map(|n| birth.add_years(n).unwrap());
        prop_assert_eq!(age, birthdays.clone().filter(|day| *day <= on).count() as i64);
        let next = birthdays.clone().find(|day| *day > on);
        prop_assert_eq!(birth.next_anniversary_after(on), next);
        let months = on.full_months_since(birth);
        let counted = (1..=4000).take_while(|n| birth.add_months(*n).unwrap() <= on).count();
        prop_assert_eq!(months, counted as i64);
    }

    #[test]
    fn days_add_and_subtract(a in any_day(), b in any_day(), far in any::<i64>()) {
        prop_assert_eq!(a.add_days(a.days_until(b)), Some(b));
        prop_assert_eq!(Date::parse_iso(&a.to_string()), Some(a));
        let sum = i128::from(a.days()) + i128::from(far);
        let inside = (Date::MIN.days().into()..=Date::MAX.days().into()).contains(&sum);
        prop_assert_eq!(a.add_days(far).is_some(), inside);
        // Total on all arguments:
        let _ = (a.add_months(far), a.add_years(far));
    }

    #[test]
    fn from_ymd_accepts_what_jiff_accepts(year in 1_i16..=9999, month in 0_u32..15, day in 0_u32..34) {
        let expected = civil::Date::new(year, month as i8, day as i8).is_ok();
        prop_assert_eq!(Date::from_ymd(year.into(), month, day).is_some(), expected);
    }
}

#[test]
fn dates_by_hand() {
    assert_eq!(date("1970-01-01").days(), 0);
    assert_eq!(date("0001-01-01"), Date::MIN);
    assert_eq!(date("9999-12-31"), Date::MAX);
    assert_eq!(Date::MAX.next_month_first(), None);
    assert_eq!(Date::MAX.add_days(1), None);
    assert_eq!(Date::MIN.add_days(-1), None);
    assert_eq!(Date::from_days(i32::MIN), None);
    assert_eq!(Date::from_ymd(0, 12, 31), None);
    assert_eq!(Date::from_ymd(10_000, 1, 1), None);
    assert_eq!(date("2026-10-01").weekday(), Weekday::Donderdag);
    assert_eq!(date("2026-10-01").weekday().name(), "donderdag");
    assert_eq!(date("2024-01-31").add_months(1), Some(date("2024-02-29")));
    assert_eq!(date("2024-02-29").add_years(1), Some(date("2025-03-01")));
    assert_eq!(date("2024-02-29").add_years(4), Some(date("2028-02-29")));
    assert_eq!(date("2020-01-01").full_years_since(date("2021-01-01")), 0);
    assert_eq!(date("2020-01-01").full_months_since(date("2021-01-01")), 0);
    let wrong = [
        "",
        "2026-1-01",
        "2026-10-1",
        "26-10-01",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-10-00",
        "+026-10-01",
        "2026-10-01 ",
        "2026/10/01",
        "2026-10-01-",
        "0000-01-01",
        "20261-0-01",
        "２026-10-01",
    ];
    for text in wrong {
        assert_eq!(Date::parse_iso(text), None, "{text}");
    }
    assert_eq!(Date::from_days(Date::MAX.days() + 1), None);
}

// ----------------------------------------------------------------- periods

fn small_day() -> impl Strategy<Value = Date> {
    (20_000..20_060_i32).prop_map(|days| Date::from_days(days).unwrap())
}

fn small_periods() -> impl Strategy<Value = Vec<Period>> {
    prop::collection::vec((small_day(), prop::option::weighted(0.9, small_day())), 0..7)
}

fn naive_contains(list: &[Period], day: Date) -> bool {
    list.iter().any(|(start, end)| *start <= day && end.is_none_or(|end| day <= end))
}

/// All days the small periods can touch, with a margin on both sides.
fn window() -> Vec<Date> {
    (19_990..20_070).map(|days| Date::from_days(days).unwrap()).collect()
}

proptest! {
    #[test]
    fn periods_are_sets_of_days(a in small_periods(), b in small_periods()) {
        let (left, right) = (Periods::new(a.clone()), Periods::new(b.clone()));
        let (both, either) = (left.intersect(&right), left.union(&right));
        let days = window();
        for day in &days {
            let (in_a, in_b) = (naive_contains(&a, *day), naive_contains(&b, *day));
            prop_assert_eq!(left.contains(*day), in_a);
            prop_assert_eq!(both.contains(*day), in_a && in_b);
            prop_assert_eq!(either.contains(*day), in_a || in_b);
            let run = days.iter().rev().skip_while(|d| *d > day).take_while(|d| left.contains(**d));
            prop_assert_eq!(left.run_length_until(*day), run.count() as i64);
            let change = days.iter().copied().find(|d| d > day && left.contains(*d) != in_a);
            prop_assert_eq!(left.next_change_after(*day), change);
        }
        for set in [&left, &both, &either] {
            prop_assert_eq!(&Periods::new(set.as_slice().to_vec()), set);
            for (first, second) in set.as_slice().iter().zip(set.as_slice().iter().skip(1)) {
                prop_assert!(first.1.unwrap().add_days(1).unwrap() < second.0);
            }
        }
    }

    #[test]
    fn days_within_counts(a in small_periods(), from in small_day(), to in small_day()) {
        let expected = window().iter()
            .filter(|day| from <= **day && **day <= to && naive_contains(&a, **day))
            .count();
        prop_assert_eq!(Periods::new(a).days_within(from, to), expected as i64);
    }
}

#[test]
fn periods_by_hand() {
    let (first, last) = (date("2026-01-01"), date("2026-01-31"));
    let january = Periods::new(vec![(first, Some(last))]);
    assert_eq!(january.period_at(last), Some((first, Some(last))));
    assert_eq!(january.next_change_after(last), Some(date("2026-02-01")));
    assert_eq!(january.next_change_after(date("2026-02-01")), None);
    assert_eq!(january.days_within(Date::MIN, Date::MAX), 31);
    assert!(Periods::new(vec![(last, Some(first))]).is_empty());
    let open = Periods::new(vec![(first, None)]);
    assert_eq!(Periods::new(vec![(first, Some(Date::MAX))]), open);
}

// -------------------------------------------------------------------- text

proptest! {
    #[test]
    fn a_text_is_what_it_says(all in "\\PC{0,12}", from in 0..40_usize, to in 0..40_usize, other in "\\PC{0,3}") {
        let shared = Arc::new(all.clone());
        let part = Text::within(&shared, from as u32, to as u32);
        prop_assert_eq!(part.as_deref(), all.get(from..to));
        let Some(part) = part else { return Ok(()) };
        prop_assert_eq!(&part, &Text::from(part.as_str()));
        prop_assert_eq!(&part, &Text::from(String::from(&part)));
        let theirs = Text::from(other.as_str());
        prop_assert_eq!(part.cmp(&theirs), part.as_str().cmp(&other));
        prop_assert_eq!(part == theirs, part == other);
        prop_assert_eq!(format!("{part} {part:?}"), format!("{} {:?}", part.as_str(), part.as_str()));
        prop_assert_eq!(BTreeSet::from([part.clone()]).contains(part.as_str()), true);
    }
}

// ------------------------------------------------------------------- dutch

/// Whether the text is digits with a dot before every third from the right and
/// no needless zero: written anew, with nothing shared with the library.
fn well_grouped(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| *c != '.').collect();
    if plain.is_empty() || !plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let mut expected: Vec<char> = Vec::new();
    for (place, digit) in plain.chars().rev().enumerate() {
        if place > 0 && place % 3 == 0 {
            expected.push('.');
        }
        expected.push(digit);
    }
    let expected: String = expected.iter().rev().collect();
    expected == text && (plain == "0" || !plain.starts_with('0'))
}

/// Whether the text is a correct number with a number of decimals in `allowed`.
fn correct_number(text: &str, allowed: impl Fn(usize) -> bool) -> bool {
    let (negative, size) = match text.strip_prefix('-') {
        Some(size) => (true, size),
        None => (false, text),
    };
    let (whole, fraction) = match size.split_once(',') {
        Some((_, "")) => return false,
        Some((whole, fraction)) => (whole, fraction),
        None => (size, ""),
    };
    let zero = !size.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    well_grouped(whole)
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && allowed(fraction.len())
        && !(negative && zero)
}

fn correct_money(text: &str) -> bool {
    let (sign, size) = match text.strip_prefix('-') {
        Some(size) => ("-", size),
        None => ("", text),
    };
    let amount = size.strip_prefix("€ ").or(size.strip_prefix("€\u{a0}"));
    amount.is_some_and(|amount| {
        !amount.starts_with('-') && correct_number(&format!("{sign}{amount}"), |places| places == 0 || places == 2)
    })
}

/// Rationals with a finite decimal form of at most six places.
fn finite() -> impl Strategy<Value = Rational> {
    (-10_000_000_000_i64..10_000_000_000, 0_u32..7).prop_map(|(num, places)| ratio(num, 10_i64.pow(places)))
}

/// Texts that are often almost an amount.
fn almost() -> impl Strategy<Value = String> {
    prop_oneof![
        "[-−]?(€|€ |€  |EUR |€\u{a0}|)-?[0-9]{1,4}([.,][0-9]{1,3}){0,3}(,-|%| %| procent| |)",
        "[-€ 0-3.,%]{0,9}",
        "-?(€ )?[1-9][0-9]{0,2}([.][0-9]{3}){0,2}(,[0-9]{2})?%?",
        "\\PC{0,8}",
    ]
}

proptest! {
    #[test]
    fn amounts_round_trip(cents in -1_000_000_000_000_i64..1_000_000_000_000) {
        let cents = Rational::from_int(cents);
        prop_assert_eq!(dutch::parse_money(&dutch::money(cents)), Ok(cents));
        let hard = dutch::money(cents).replace(' ', "\u{a0}");
        prop_assert_eq!(dutch::parse_money(&hard), Ok(cents));
    }

    #[test]
    fn numbers_round_trip(value in finite()) {
        prop_assert_eq!(dutch::parse_number(&dutch::number(value)), Ok(value));
        prop_assert_eq!(dutch::parse_percentage(&dutch::percentage(value)), Ok(value));
    }

    #[test]
    fn showing_is_total(value in any_rational()) {
        let texts = [dutch::money(value), dutch::number(value), dutch::percentage(value)];
        for text in texts {
            prop_assert_eq!(text.contains('/'), value.to_decimal().is_none());
        }
    }

    #[test]
    fn dates_round_trip(day in any_day()) {
        prop_assert_eq!(dutch::parse_date(&dutch::date(day)), Ok(day));
        let (year, month, of_month) = day.ymd();
        let numeric = format!("{of_month:02}-{month:02}-{year:04}");
        for text in [numeric, day.to_string()] {
            let wrong = dutch::parse_date(&text).unwrap_err();
            prop_assert_eq!(wrong.suggestion, Some(dutch::date(day)));
        }
    }

    #[test]
    fn only_the_correct_forms_are_accepted(text in almost()) {
        let money = dutch::parse_money(&text);
        prop_assert_eq!(money.is_ok(), correct_money(&text));
        let number = dutch::parse_number(&text);
        prop_assert_eq!(number.is_ok(), correct_number(&text, |_| true));
        let percentage = dutch::parse_percentage(&text);
        let body = text.strip_suffix('%');
        prop_assert_eq!(percentage.is_ok(), body.is_some_and(|t| correct_number(t, |_| true)));
        if let Err(WrongForm { suggestion: Some(better), .. }) = money {
            prop_assert!(correct_money(&better), "{better}");
        }
        if let Err(WrongForm { suggestion: Some(better), .. }) = number {
            prop_assert!(correct_number(&better, |_| true), "{better}");
        }
        if let Err(WrongForm { suggestion: Some(better), .. }) = percentage {
            prop_assert!(dutch::parse_percentage(&better).is_ok(), "{better}");
        }
    }

    #[test]
    fn only_dates_as_shown_are_accepted(
        text in "0?[1-9][0-9]?( |  |-|\\. )(januari|februari|Mei|mei|jan\\.|juli|mai|[0-9]{1,2})[ -][0-9]{2,5}|\\PC{0,9}",
    ) {
        match dutch::parse_date(&text) {
            Ok(day) => prop_assert_eq!(dutch::date(day), text),
            Err(WrongForm { suggestion: Some(better), .. }) => {
                prop_assert!(dutch::parse_date(&better).is_ok());
            }
            Err(_) => {}
        }
    }
}

#[test]
fn values_are_shown_in_dutch() {
    assert_eq!(dutch::money(Rational::ZERO), "€ 0,00");
    assert_eq!(dutch::money(ratio(5, 1)), "€ 0,05");
    assert_eq!(dutch::money(ratio(-1200, 1)), "-€ 12,00");
    assert_eq!(dutch::money(ratio(202_779, 2)), "€ 1.013,895");
    assert_eq!(dutch::money(ratio(123_456_789, 1)), "€ 1.234.567,89");
    assert_eq!(dutch::money(ratio(-1, 10)), "-€ 0,001");
    assert_eq!(dutch::money(ratio(141_947, 3)), "(141947/3) cent");
    assert_eq!(dutch::number(ratio(9, 2)), "4,5");
    assert_eq!(dutch::number(ratio(1200, 1)), "1.200");
    assert_eq!(dutch::number(ratio(7, 3)), "7/3");
    assert_eq!(dutch::percentage(ratio(1, 4)), "25%");
    assert_eq!(dutch::percentage(ratio(-1, 8)), "-12,5%");
    assert_eq!(dutch::percentage(ratio(1, 1000)), "0,1%");
    assert_eq!(dutch::percentage(ratio(12, 1)), "1.200%");
    assert_eq!(dutch::percentage(ratio(1, 3)), "100/3%");
    assert_eq!(dutch::percentage(ratio(1, 15)), "20/3%");
    assert_eq!(dutch::date(date("2026-07-01")), "1 juli 2026");
    assert_eq!(dutch::ordinal_lid(1), "eerste");
    assert_eq!(dutch::ordinal_lid(22), "tweeëntwintigste");
    assert_eq!(dutch::ordinal_lid(30), "dertigste");
    assert_eq!(dutch::ordinal_lid(31), "31e");
    assert_eq!(dutch::month_name(13), None);
    assert_eq!(dutch::month_name(0), None);
    assert_eq!(dutch::month_number("augustus"), Some(8));
    assert_eq!(dutch::month_number("Augustus"), None);
}

/// Checks reason and suggestion (empty for none) of wrong forms.
fn check_wrong<T: std::fmt::Debug>(parse: impl Fn(&str) -> Result<T, WrongForm>, cases: &[(&str, WrongReason, &str)]) {
    for (text, reason, suggestion) in cases {
        let wrong = parse(text).unwrap_err();
        let found = wrong.suggestion.unwrap_or_default();
        assert_eq!((wrong.reason, found.as_str()), (*reason, *suggestion), "{text}");
    }
}

#[test]
fn wrong_amounts_are_explained() {
    use WrongReason as R;
    let cents = |text| dutch::parse_money(text).ok().and_then(Rational::to_integer);
    assert_eq!(cents("€ 400"), Some(40_000));
    assert_eq!(cents("€ 0,00"), Some(0));
    assert_eq!(cents("-€ 12,00"), Some(-1200));
    check_wrong(
        dutch::parse_money,
        &[
            ("€1419.46", R::SpaceAfterEuro, "€ 1.419,46"),
            ("€ 1419.46", R::DecimalPoint, "€ 1.419,46"),
            ("€ 1,419.46", R::DecimalPoint, "€ 1.419,46"),
            ("€ 1.419,4", R::CentDigits, "€ 1.419,40"),
            ("€ 1.419,465", R::CentDigits, ""),
            ("€ 1419,46", R::ThousandsGrouping, "€ 1.419,46"),
            ("€ 1.419.46", R::ThousandsGrouping, ""),
            ("€ 14.19,46", R::ThousandsGrouping, ""),
            ("€ 1419.465", R::ThousandsGrouping, ""),
            ("€ 1,419", R::CentDigits, ""),
            ("€ 100,-", R::DashForCents, "€ 100,00"),
            ("€ 1.250,--", R::DashForCents, "€ 1.250,00"),
            ("€ -12,00", R::MinusSign, "-€ 12,00"),
            ("−€ 12,00", R::MinusSign, "-€ 12,00"),
            ("- € 12,00", R::MinusSign, "-€ 12,00"),
            ("-€ 0,00", R::MinusSign, "€ 0,00"),
            ("EUR 400", R::EuroSign, "€ 400,00"),
            ("400 euro", R::EuroSign, "€ 400,00"),
            ("400", R::EuroSign, "€ 400,00"),
            (" € 400", R::SurroundingSpace, "€ 400,00"),
            ("€  400", R::SpaceAfterEuro, "€ 400,00"),
            ("€ 0400", R::ThousandsGrouping, "€ 400,00"),
            ("€ 040", R::LeadingZero, "€ 40,00"),
            ("€ 999.999.999.999.999.999", R::TooLarge, ""),
            ("€ 12,", R::Unreadable, ""),
            ("€ ", R::Unreadable, ""),
            ("", R::Unreadable, ""),
            ("€ twaalf", R::Unreadable, ""),
            ("-€ -5", R::Unreadable, ""),
        ],
    );
}

#[test]
fn wrong_numbers_and_dates_are_explained() {
    use WrongReason as R;
    assert_eq!(dutch::parse_number("1.200"), Ok(ratio(1200, 1)));
    assert_eq!(dutch::parse_percentage("12,5%"), Ok(ratio(1, 8)));
    check_wrong(
        dutch::parse_number,
        &[
            ("4.5", R::DecimalPoint, "4,5"),
            ("0.125", R::DecimalPoint, "0,125"),
            ("00.125", R::LeadingZero, ""),
            ("1200", R::ThousandsGrouping, "1.200"),
            ("007", R::LeadingZero, "7"),
            ("-0", R::MinusSign, "0"),
            ("7/3", R::Unreadable, ""),
        ],
    );
    check_wrong(
        dutch::parse_percentage,
        &[
            ("43.5%", R::DecimalPoint, "43,5%"),
            ("43,5 %", R::PercentSign, "43,5%"),
            ("43 procent", R::PercentSign, "43%"),
            ("43", R::PercentSign, ""),
        ],
    );
    check_wrong(
        dutch::parse_date,
        &[
            ("1-7-2026", R::NumericDate, "1 juli 2026"),
            ("01/07/2026", R::NumericDate, "1 juli 2026"),
            ("2026-07-01", R::NumericDate, "1 juli 2026"),
            ("31-2-2026", R::NumericDate, ""),
            ("1-13-2026", R::NumericDate, ""),
            ("1 jan. 2026", R::MonthAbbreviated, "1 januari 2026"),
            ("1 Juli 2026", R::MonthCapital, "1 juli 2026"),
            ("1 july 2026", R::UnknownMonth, ""),
            ("01 juli 2026", R::LeadingZero, "1 juli 2026"),
            ("1 juli 26", R::YearDigits, ""),
            ("1  juli 2026", R::DateSpacing, "1 juli 2026"),
            ("1 juli 2026 ", R::SurroundingSpace, "1 juli 2026"),
            ("31 februari 2026", R::NoSuchDay, ""),
            ("29 februari 2026", R::NoSuchDay, ""),
            ("1 juli 0000", R::NoSuchDay, ""),
            ("juli 2026", R::Unreadable, ""),
        ],
    );
}
