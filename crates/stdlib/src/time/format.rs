//! `strftime` and `strptime`, in the C locale.

use portalis_macros::pyfn;
use portalis_runtime::{Int, Result, Str, Value, View, errors};

use super::calendar::{Civil, civil_from_seconds, days_from_civil, seconds_from_civil};
use super::fields::{StructTime, civil_of};

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];

fn name<const N: usize>(names: [&'static str; N], index: i64, short: bool) -> &'static str {
    let name = usize::try_from(index).ok().and_then(|i| names.get(i).copied()).unwrap_or("?");
    if short { name.get(..3).unwrap_or(name) } else { name }
}

/// `asctime`.
pub(super) fn ascii(t: &Civil) -> Str {
    let (day, month) = (name(DAYS, t.weekday, true), name(MONTHS, t.month - 1, true));
    Str::from(format!("{day} {month} {:2} {:02}:{:02}:{:02} {}", t.day, t.hour, t.minute, t.second, t.year))
}

/// Convert a time tuple to a string according to a format specification.
/// See the library reference manual for formatting codes. When the time tuple
/// is not present, current time as returned by localtime() is used.
#[pyfn("def strftime(format: str, tuple: Any = ..., /) -> str")]
pub fn strftime(format: &str, tuple: Option<Value>) -> Result<Str> {
    let time = match tuple {
        Some(tuple) => civil_of(&tuple)?,
        None => super::fields::localtime(None)?.civil(),
    };
    check(&time)?;
    Ok(Str::from(formatted(format, &time)))
}

fn check(t: &Civil) -> Result<()> {
    let wrong = [
        (!(0..=12).contains(&t.month), "month out of range"),
        (!(0..=31).contains(&t.day), "day of month out of range"),
        (!(0..=23).contains(&t.hour), "hour out of range"),
        (!(0..=59).contains(&t.minute), "minute out of range"),
        (!(0..=61).contains(&t.second), "seconds out of range"),
        (t.weekday < -1, "day of week out of range"),
        (!(0..=366).contains(&t.yearday), "day of year out of range"),
    ];
    match wrong.into_iter().find(|(is_wrong, _)| *is_wrong) {
        Some((_, text)) => Err(errors::value_error(text)),
        None => Ok(()),
    }
}

pub(super) fn formatted(format: &str, t: &Civil) -> String {
    let mut out = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some(code) => directive(&mut out, code, t),
            None => out.push('%'),
        }
    }
    out
}

fn directive(out: &mut String, code: char, t: &Civil) {
    let hour12 = if t.hour % 12 == 0 { 12 } else { t.hour % 12 };
    out.push_str(&match code {
        'a' => name(DAYS, t.weekday, true).to_owned(),
        'A' => name(DAYS, t.weekday, false).to_owned(),
        'b' | 'h' => name(MONTHS, t.month - 1, true).to_owned(),
        'B' => name(MONTHS, t.month - 1, false).to_owned(),
        'c' => format!("{} {} {:2} {:02}:{:02}:{:02} {}", name(DAYS, t.weekday, true), name(MONTHS, t.month - 1, true), t.day, t.hour, t.minute, t.second, t.year),
        'C' => format!("{:02}", t.year.div_euclid(100)),
        'd' => format!("{:02}", t.day),
        'D' | 'x' => formatted("%m/%d/%y", t),
        'e' => format!("{:2}", t.day),
        'F' => formatted("%Y-%m-%d", t),
        'g' => format!("{:02}", iso_week(t).0.rem_euclid(100)),
        'G' => iso_week(t).0.to_string(),
        'H' => format!("{:02}", t.hour),
        'I' => format!("{hour12:02}"),
        'j' => format!("{:03}", t.yearday),
        'k' => format!("{:2}", t.hour),
        'l' => format!("{hour12:2}"),
        'm' => format!("{:02}", t.month),
        'M' => format!("{:02}", t.minute),
        'n' => "\n".to_owned(),
        'p' => if t.hour < 12 { "AM" } else { "PM" }.to_owned(),
        'P' => if t.hour < 12 { "am" } else { "pm" }.to_owned(),
        'r' => formatted("%I:%M:%S %p", t),
        'R' => formatted("%H:%M", t),
        's' => seconds_from_civil(t).to_string(),
        'S' => format!("{:02}", t.second),
        't' => "\t".to_owned(),
        'T' | 'X' => formatted("%H:%M:%S", t),
        'u' => (t.weekday + 1).to_string(),
        'U' => format!("{:02}", (t.yearday + 6 - (t.weekday + 1) % 7) / 7),
        'V' => format!("{:02}", iso_week(t).1),
        'w' => ((t.weekday + 1) % 7).to_string(),
        'W' => format!("{:02}", (t.yearday + 6 - t.weekday) / 7),
        'y' => format!("{:02}", t.year.rem_euclid(100)),
        'Y' => t.year.to_string(),
        'z' => "+0000".to_owned(),
        'Z' => "UTC".to_owned(),
        '%' => "%".to_owned(),
        other => format!("%{other}"),
    });
}

/// ISO 8601 year and week.
fn iso_week(t: &Civil) -> (i64, i64) {
    let week = (t.yearday - 1 - t.weekday + 10) / 7;
    let weeks_in = |year: i64| {
        let first = (days_from_civil(year, 1, 1) + 3).rem_euclid(7);
        let is_leap = days_from_civil(year + 1, 1, 1) - days_from_civil(year, 1, 1) == 366;
        if first == 3 || (first == 2 && is_leap) { 53 } else { 52 }
    };
    match week {
        0 => (t.year - 1, weeks_in(t.year - 1)),
        week if week > weeks_in(t.year) => (t.year + 1, 1),
        week => (t.year, week),
    }
}

/// Parse a string to a time tuple according to a format specification.
#[pyfn("def strptime(string: str, format: str = '%a %b %d %H:%M:%S %Y', /) -> struct_time")]
pub fn strptime(string: &str, format: &str) -> Result<StructTime> {
    Ok(StructTime::of(parsed(string, format)?.finish()?))
}

/// `strptime` with what `datetime` wants besides: microseconds, the offset from UTC in microseconds, the zone's name.
#[pyfn("def _strptime(string: str, format: str, /) -> tuple[struct_time, int, int | None, str | None]")]
pub fn strptime_fields(string: &str, format: &str) -> Result<(StructTime, Int, Option<Int>, Option<Str>)> {
    let parser = parsed(string, format)?;
    let (micros, offset, zone) = (parser.micros, parser.offset, parser.zone_name);
    Ok((StructTime::of(parser.finish()?), Int::new(micros), offset.map(Int::new), zone.map(Str::from)))
}

fn parsed<'a>(string: &'a str, format: &str) -> Result<Parser<'a>> {
    let time = Civil { year: 1900, month: 1, day: 1, hour: 0, minute: 0, second: 0, weekday: 0, yearday: 1, isdst: -1 };
    let mut parser = Parser {
        rest: string,
        time,
        hour12: None,
        afternoon: false,
        yearday: None,
        micros: 0,
        offset: None,
        zone_name: None,
    };
    if !parser.format(format)? {
        let (string, format) = (View::repr(&Str::from(string))?, View::repr(&Str::from(format))?);
        return Err(errors::value_error(format!("time data {string} does not match format {format}")));
    }
    if !parser.rest.is_empty() {
        return Err(errors::value_error(format!("unconverted data remains: {}", parser.rest)));
    }
    Ok(parser)
}

struct Parser<'a> {
    rest: &'a str,
    time: Civil,
    hour12: Option<i64>,
    afternoon: bool,
    yearday: Option<i64>,
    micros: i64,
    /// From UTC, in microseconds.
    offset: Option<i64>,
    zone_name: Option<&'static str>,
}

impl Parser<'_> {
    /// Reads what `format` says; false where the text does not match.
    fn format(&mut self, format: &str) -> Result<bool> {
        let mut chars = format.chars();
        while let Some(c) = chars.next() {
            let matched = match c {
                '%' => match chars.next() {
                    Some(code) => self.directive(code, format)?,
                    None => return Err(errors::value_error(format!("stray % in format '{format}'"))),
                },
                c if c.is_whitespace() => {
                    self.rest = self.rest.trim_start();
                    true
                }
                c => self.literal(c),
            };
            if !matched {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn literal(&mut self, c: char) -> bool {
        let mut chars = self.rest.chars();
        let same = chars.next().is_some_and(|found| found.to_lowercase().eq(c.to_lowercase()));
        if same {
            self.rest = chars.as_str();
        }
        same
    }

    fn directive(&mut self, code: char, format: &str) -> Result<bool> {
        let t = self.time;
        let found = match code {
            'Y' => self.number(4, 0, 9999).map(|n| self.time.year = n),
            'y' => self.number(2, 0, 99).map(|n| self.time.year = if n <= 68 { 2000 + n } else { 1900 + n }),
            'm' => self.number(2, 1, 12).map(|n| self.time.month = n),
            'd' => self.number(2, 1, 31).map(|n| self.time.day = n),
            'H' => self.number(2, 0, 23).map(|n| self.time.hour = n),
            'I' => self.number(2, 1, 12).map(|n| self.hour12 = Some(n)),
            'M' => self.number(2, 0, 59).map(|n| self.time.minute = n),
            'S' => self.number(2, 0, 61).map(|n| self.time.second = n),
            'j' => self.number(3, 1, 366).map(|n| self.yearday = Some(n)),
            'f' => self.fraction(),
            'w' => self.number(1, 0, 6).map(|n| self.time.weekday = (n + 6) % 7),
            'a' => self.word(&DAYS, true).map(|n| self.time.weekday = n),
            'A' => self.word(&DAYS, false).map(|n| self.time.weekday = n),
            'b' | 'h' => self.word(&MONTHS, true).map(|n| self.time.month = n + 1),
            'B' => self.word(&MONTHS, false).map(|n| self.time.month = n + 1),
            'p' => self.word(&["AM", "PM"], false).map(|n| self.afternoon = n == 1),
            '%' => self.literal('%').then_some(()),
            'c' => return self.format("%a %b %d %H:%M:%S %Y"),
            'D' | 'x' => return self.format("%m/%d/%y"),
            'T' | 'X' => return self.format("%H:%M:%S"),
            'F' => return self.format("%Y-%m-%d"),
            'R' => return self.format("%H:%M"),
            'Z' => self.zone_named(),
            'z' => self.zone(),
            _ => {
                let format = View::repr(&Str::from(format))?;
                return Err(errors::value_error(format!("'{code}' is a bad directive in format {format}")));
            }
        };
        if found.is_none() {
            self.time = t;
        }
        Ok(found.is_some())
    }

    /// Up to `digits` digits, as many as keep the number in range.
    fn number(&mut self, digits: usize, low: i64, high: i64) -> Option<i64> {
        let available = self.rest.bytes().take(digits).take_while(u8::is_ascii_digit).count();
        for length in (1..=available).rev() {
            let (text, rest) = self.rest.split_at(length);
            if let Ok(number) = text.parse::<i64>()
                && (low..=high).contains(&number)
                && (digits < 4 || length == digits)
            {
                self.rest = rest;
                return Some(number);
            }
        }
        None
    }

    /// One of these words, in any case; its index.
    fn word(&mut self, words: &[&str], short: bool) -> Option<i64> {
        let words = words.iter().map(|word| if short { word.get(..3).unwrap_or(word) } else { word });
        for (index, word) in words.enumerate() {
            if self.prefix(word).is_some() {
                return Some(index as i64);
            }
        }
        None
    }

    fn prefix(&mut self, word: &str) -> Option<()> {
        let start = self.rest.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word))?;
        self.rest = self.rest.get(start.len()..).unwrap_or("");
        Some(())
    }

    /// Up to six digits of a second.
    fn fraction(&mut self) -> Option<()> {
        let length = self.rest.bytes().take(6).take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at(length);
        self.micros = format!("{digits:0<6}").parse().ok().filter(|_| length > 0)?;
        self.rest = rest;
        Some(())
    }

    fn zone_named(&mut self) -> Option<()> {
        let name = ["UTC", "GMT"].into_iter().find(|zone| self.prefix(zone).is_some())?;
        self.time.isdst = 0;
        self.zone_name = Some(name);
        Some(())
    }

    /// `+hh:mm`, `-hhmm`, with seconds and their fraction, or `Z`.
    fn zone(&mut self) -> Option<()> {
        if self.prefix("Z").is_some() {
            self.offset = Some(0);
            return Some(());
        }
        let rest = self.rest.strip_prefix(['+', '-'])?;
        let is_negative = self.rest.starts_with('-');
        let has_colons = rest.as_bytes().get(2) == Some(&b':');
        let (mut total, mut at, mut count) = (0, 0, 0);
        for factor in [3600, 60, 1] {
            let start = if has_colons && count > 0 { at + 1 } else { at };
            let colon = count == 0 || !has_colons || rest.as_bytes().get(at) == Some(&b':');
            let digits = rest.get(start..start + 2).filter(|d| colon && d.bytes().all(|b| b.is_ascii_digit()));
            let Some(digits) = digits else { break };
            total += digits.parse::<i64>().ok()? * factor;
            at = start + 2;
            count += 1;
        }
        if count < 2 {
            return None;
        }
        self.rest = rest.get(at..)?;
        let mut micros = total * 1_000_000;
        if count == 3 && self.rest.starts_with('.') {
            self.rest = self.rest.get(1..)?;
            let before = self.micros;
            self.fraction()?;
            micros += std::mem::replace(&mut self.micros, before);
        }
        self.offset = Some(if is_negative { -micros } else { micros });
        Some(())
    }

    fn finish(self) -> Result<Civil> {
        let mut time = self.time;
        if let Some(hour) = self.hour12 {
            time.hour = hour % 12 + if self.afternoon { 12 } else { 0 };
        }
        if let Some(yearday) = self.yearday {
            (time.month, time.day) = (1, yearday);
        }
        let date = civil_from_seconds(seconds_from_civil(&time));
        if self.yearday.is_none() && date.day != time.day {
            return Err(errors::value_error("day is out of range for month"));
        }
        Ok(Civil { month: date.month, day: date.day, weekday: date.weekday, yearday: date.yearday, ..time })
    }
}
