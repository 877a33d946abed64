//! What the release build takes in a browser: `cargo xtask bench`. It prints figures and judges
//! nothing; a promise that depends on the machine is no test.

use std::fmt::Write;

use anyhow::{Result, ensure};
use vital_few_e2e::page::PATIENCE;
use vital_few_e2e::random::Lcg;
use vital_few_e2e::steps::{first_visit, saved};
use vital_few_e2e::temp::TempDir;
use vital_few_e2e::{Page, journey};

const ACCOUNTS: usize = 5_000;
const MONTHS: usize = 36;

/// Accounts of very different size, each with a purchase in three months of four.
fn orders() -> String {
    let mut lcg = Lcg(36);
    let mut text = String::from("Customer,Order,Date,Amount\n");
    let mut order = 10_000;
    for month in 0..MONTHS {
        for account in 0..ACCOUNTS {
            if lcg.below(4) == 0 {
                continue;
            }
            order += 1;
            let amount = (1_000_000 / (account + 10)) * (50 + lcg.below(100)) / 100 + 1;
            let (year, month, day) = (2021 + month / 12, month % 12 + 1, 1 + lcg.below(28));
            let _ = writeln!(text, "Customer {account},{order},{year}-{month:02}-{day:02},{amount}.00");
        }
    }
    text
}

/// How long each of many steps of a slider takes, from the event until the page has followed, in ms.
async fn steps(page: &Page, id: &str, from: usize, to: usize) -> Result<Vec<f64>> {
    let script = format!(
        "const slider = document.querySelector('[data-testid={id}]');\
         const followed = () => new Promise(done => {{\
             const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); }});\
         const times = [];\
         for (let value = {from}; value <= {to}; value++) {{\
             await new Promise(requestAnimationFrame);\
             const began = performance.now();\
             slider.value = value;\
             slider.dispatchEvent(new Event('input', {{ bubbles: true }}));\
             await followed();\
             times.push(performance.now() - began);\
         }}\
         return times;"
    );
    Ok(serde_json::from_value(page.script_async(&script).await?)?)
}

#[test]
#[ignore = "prints figures; run by `cargo xtask bench`"]
fn a_step_of_a_slider() {
    journey("bench-step", |page| async move {
        let temp = TempDir::new()?;
        let file = temp.write("orders.csv", orders())?;
        first_visit(&page).await?;
        page.upload("import-file", &file).await?;
        page.enabled("import-commit", 6 * PATIENCE).await?;
        page.click("import-commit").await?;
        page.gone("import-commit", 6 * PATIENCE).await?;
        saved(&page).await?;
        page.open("#/segments").await?;
        page.find("what-if").await?;
        // The first ones compute what the others find: the values by another period.
        steps(&page, "limit-a", 79, 81).await?;
        for (id, from, to) in [("limit-a", 50, 94), ("limit-b", 81, 99)] {
            let mut times = steps(&page, id, from, to).await?;
            page.click("what-if-discard").await?;
            ensure!(!times.is_empty(), "nothing was measured");
            times.sort_by(f64::total_cmp);
            let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
            println!(
                "{id}, {ACCOUNTS} accounts × {MONTHS} months: median {:.1} ms, nine of ten within {:.1} ms, longest {:.1} ms",
                at(0.5),
                at(0.9),
                at(1.0)
            );
        }
        Ok(())
    });
}
