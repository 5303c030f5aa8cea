//! What was measured, side by side in one run, as a table for people and as JSON.

use serde_json::{Value, json};

/// One measurement: how many of something in a second, several times.
pub(super) struct Row {
    pub(super) what: String,
    /// What is counted.
    pub(super) unit: &'static str,
    pub(super) ours: Vec<u64>,
    /// What the same bytes do elsewhere, measured in turn with ours.
    pub(super) beside: Option<(&'static str, Vec<u64>)>,
}

impl Row {
    /// Median of the pairs' ratios in hundredths: ours by the other's.
    fn ratio(&self) -> Option<u64> {
        let (_, beside) = self.beside.as_ref()?;
        let pairs = self.ours.iter().zip(beside);
        Some(median(pairs.map(|(ours, beside)| ours * 100 / (*beside).max(1)).collect()))
    }

    fn cells(&self) -> [String; 5] {
        let beside = self.beside.as_ref();
        [
            self.what.clone(),
            format!("{} {}/s", thousands(median(self.ours.clone())), self.unit),
            beside.map_or(String::new(), |(name, _)| (*name).to_owned()),
            beside.map_or(String::new(), |(_, rates)| {
                format!("{} {}/s", thousands(median(rates.clone())), self.unit)
            }),
            self.ratio()
                .map_or(String::new(), |ratio| format!("{}.{:02}", ratio / 100, ratio % 100)),
        ]
    }

    fn json(&self) -> Value {
        json!({
            "what": self.what,
            "unit": format!("{}/s", self.unit),
            "ours": self.ours,
            "median": median(self.ours.clone()),
            "beside": self.beside.as_ref().map(|(name, rates)| json!({ "what": name, "rates": rates, "median": median(rates.clone()) })),
            "ratio_in_hundredths": self.ratio(),
        })
    }
}

/// The rows as a Markdown table.
pub(super) fn markdown(rows: &[Row]) -> String {
    let head = ["what", "ours", "beside", "", "ratio"].map(str::to_owned);
    let rule = ["---", "---:", "---", "---:", "---:"].map(str::to_owned);
    let cells = [head, rule].into_iter().chain(rows.iter().map(Row::cells));
    cells.map(|row| format!("| {} |\n", row.join(" | "))).collect()
}

/// The rows with all that was measured.
pub(super) fn json(rows: &[Row]) -> Value {
    rows.iter().map(Row::json).collect()
}

fn median(mut all: Vec<u64>) -> u64 {
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratio_is_the_median_of_pairs() {
        let rows = [
            Row {
                what: "first sync".into(),
                unit: "entries",
                ours: vec![40_000, 10, 50_000],
                beside: Some(("COPY", vec![80_000, 10, 200_000])),
            },
            Row { what: "pushes".into(), unit: "pushes", ours: vec![1_234_567], beside: None },
        ];
        let expected = "\
| what | ours | beside |  | ratio |
| --- | ---: | --- | ---: | ---: |
| first sync | 40,000 entries/s | COPY | 80,000 entries/s | 0.50 |
| pushes | 1,234,567 pushes/s |  |  |  |
";
        assert_eq!(markdown(&rows), expected);
        assert_eq!(json(&rows)[0]["ratio_in_hundredths"], 50);
    }
}
