//! Picking from sequences and shuffling them.

use portalis_runtime::{Int, List, Object, Result, Value, View, errors};

use super::source::Source;
use super::state::sequence_items;

impl Source {
    /// `choice` from a list.
    pub(super) fn choice_of_list<T: Object>(&mut self, items: &List<T>) -> Result<T> {
        match items.count_items() {
            0 => Err(errors::index_error("Cannot choose from an empty sequence")),
            length => items.get(self.index(length) as i64),
        }
    }

    /// `choice` from anything with a length and subscripts.
    pub(super) fn choice(&mut self, items: &Value) -> Result<Value> {
        match items.len()?.to_usize().unwrap_or(0) {
            0 => Err(errors::index_error("Cannot choose from an empty sequence")),
            length => items.get_item(&Value::from(self.index(length))),
        }
    }

    /// `shuffle` of a list.
    pub(super) fn shuffle_list<T: Object>(&mut self, items: &List<T>) -> Result<()> {
        self.shuffle(items.count_items(), |i, j| {
            items.with_mut(|items| items.swap(i, j));
            Ok(())
        })
    }

    /// `shuffle` of anything with subscripts.
    pub(super) fn shuffle_any(&mut self, items: &Value) -> Result<()> {
        if let Value::List(items) = items {
            return self.shuffle_list(items);
        }
        self.shuffle(items.len()?.to_usize().unwrap_or(0), |i, j| {
            let (i, j) = (Value::from(i), Value::from(j));
            let (at_i, at_j) = (items.get_item(&i)?, items.get_item(&j)?);
            items.set_item(&i, at_j)?;
            items.set_item(&j, at_i)
        })
    }

    /// `sample` from a list.
    pub(super) fn sample_of_list<T: Object>(&mut self, population: &List<T>, k: &Int) -> Result<List<T>> {
        let length = population.count_items();
        let Some(count) = k.to_usize().filter(|count| *count <= length) else {
            return Err(errors::value_error("Sample larger than population or is negative"));
        };
        self.sample(length, count).into_iter().map(|index| population.get(index as i64)).collect::<Result<Vec<T>>>().map(List::from)
    }

    /// `sample` from any sequence.
    pub(super) fn sample_any(&mut self, population: &Value, k: &Int, counts: &Value) -> Result<List<Value>> {
        if matches!(population, Value::Dict(_) | Value::Set(_) | Value::FrozenSet(_)) || population.class().lookup("__getitem__").is_none() {
            return Err(errors::type_error("Population must be a sequence.  For dicts or sets, use sorted(d)."));
        }
        if !counts.is_none() {
            return self.sample_counted(population, k, counts);
        }
        let length = population.len()?.to_usize().unwrap_or(0);
        let Some(count) = k.to_usize().filter(|count| *count <= length) else {
            return Err(errors::value_error("Sample larger than population or is negative"));
        };
        let picked = self.sample(length, count).into_iter().map(|index| population.get_item(&Value::from(index)));
        picked.collect::<Result<Vec<Value>>>().map(List::from)
    }

    fn sample_counted(&mut self, population: &Value, k: &Int, counts: &Value) -> Result<List<Value>> {
        let counts = counts.iter()?.map(|count| count?.index()).collect::<Result<Vec<Int>>>()?;
        if counts.len() != population.len()?.to_usize().unwrap_or(0) {
            return Err(errors::value_error("The number of counts does not match the population"));
        }
        let mut total = 0_usize;
        let ends: Vec<usize> = counts.iter().map(|count| {
            total = total.saturating_add_signed(count.clamp_i64() as isize);
            total
        }).collect();
        if total == 0 {
            return Err(errors::value_error("Total of counts must be greater than zero"));
        }
        let Some(count) = k.to_usize().filter(|count| *count <= total) else {
            return Err(errors::value_error("Sample larger than population or is negative"));
        };
        let place = |index: usize| ends.partition_point(|end| *end <= index);
        let picked = self.sample(total, count).into_iter().map(|index| population.get_item(&Value::from(place(index))));
        picked.collect::<Result<Vec<Value>>>().map(List::from)
    }

    /// `choices` from a list.
    pub(super) fn choices_of_list<T: Object>(
        &mut self,
        population: &List<T>,
        weights: Option<List<f64>>,
        cum_weights: Option<List<f64>>,
        k: &Int,
    ) -> Result<List<T>> {
        let cumulative = cumulative(weights.map(|w| w.to_vec()), cum_weights.map(|w| w.to_vec()))?;
        let indexes = self.weighted(population.count_items(), cumulative, k)?;
        indexes.into_iter().map(|index| population.get(index as i64)).collect::<Result<Vec<T>>>().map(List::from)
    }

    /// `choices` from any sequence.
    pub(super) fn choices(&mut self, population: &Value, weights: &Value, cum_weights: &Value, k: &Int) -> Result<List<Value>> {
        if cum_weights.is_none() && matches!(weights, Value::Int(_)) {
            let text = format!("The number of choices must be a keyword argument: k={}", View::repr(weights)?);
            return Err(errors::type_error(text));
        }
        let population = sequence_items(population)?;
        let cumulative = cumulative(floats(weights)?, floats(cum_weights)?)?;
        let indexes = self.weighted(population.count_items(), cumulative, k)?;
        indexes.into_iter().map(|index| population.get(index as i64)).collect::<Result<Vec<Value>>>().map(List::from)
    }

    /// Indexes below `length` by cumulative weights, or equally likely.
    fn weighted(&mut self, length: usize, cumulative: Option<Vec<f64>>, k: &Int) -> Result<Vec<usize>> {
        let count = k.clamp_i64().max(0);
        let Some(cumulative) = cumulative else {
            if length == 0 && count > 0 {
                return Err(errors::index_error("list index out of range"));
            }
            return Ok((0..count).map(|_| (self.random() * length as f64).floor() as usize).collect());
        };
        if cumulative.len() != length {
            return Err(errors::value_error("The number of weights does not match the population"));
        }
        let Some(total) = cumulative.last().copied() else { return Err(errors::index_error("list index out of range")) };
        if total <= 0.0 {
            return Err(errors::value_error("Total of weights must be greater than zero"));
        }
        if !total.is_finite() {
            return Err(errors::value_error("Total of weights must be finite"));
        }
        let head = cumulative.get(..length - 1).unwrap_or(&[]);
        Ok((0..count).map(|_| {
            let drawn = self.random() * total;
            head.partition_point(|weight| *weight <= drawn)
        }).collect())
    }
}

fn floats(values: &Value) -> Result<Option<Vec<f64>>> {
    if values.is_none() {
        return Ok(None);
    }
    values.iter()?.map(|value| f64::from_value(value?)).collect::<Result<Vec<f64>>>().map(Some)
}

fn cumulative(weights: Option<Vec<f64>>, cum_weights: Option<Vec<f64>>) -> Result<Option<Vec<f64>>> {
    match (weights, cum_weights) {
        (Some(_), Some(_)) => Err(errors::type_error("Cannot specify both weights and cumulative weights")),
        (None, cumulative) => Ok(cumulative),
        (Some(weights), None) => {
            let mut total = 0.0;
            Ok(Some(weights.into_iter().map(|weight| {
                total += weight;
                total
            }).collect()))
        }
    }
}
