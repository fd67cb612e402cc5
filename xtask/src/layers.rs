//! `cargo xtask layers`: the arrows between the crates point one way.

use crate::Result;
use crate::json::Json;
use crate::tools;

/// What each crate may use; the table of ARCHITECTURE.md.
const ALLOWED: &[(&str, &[&str])] = &[
    ("portalis-async", &[]),
    ("portalis-io", &["portalis-async"]),
    ("portalis-signature", &[]),
    ("portalis-macros", &["portalis-signature"]),
    (
        "portalis-runtime",
        &["portalis-async", "portalis-signature", "portalis-macros"],
    ),
    (
        "portalis-stdlib",
        &[
            "portalis-runtime",
            "portalis-signature",
            "portalis-macros",
            "portalis-async",
            "portalis-io",
        ],
    ),
    (
        "portalis",
        &["portalis-async", "portalis-runtime", "portalis-stdlib"],
    ),
    ("portalis-compiler", &["portalis-signature"]),
    (
        "portalis-driver",
        &["portalis-compiler", "portalis-stdlib", "portalis-signature"],
    ),
    ("portalis-cli", &["portalis-driver", "portalis-compiler"]),
    ("portalis-wasi-host", &[]),
    ("xtask", &[]),
];

pub(crate) fn check() -> Result<()> {
    let mut metadata = tools::cargo();
    metadata.args(["metadata", "--no-deps", "--format-version", "1"]);
    let json =
        Json::parse(&tools::output(&mut metadata)?).ok_or("cargo metadata printed no JSON")?;
    let wrong = violations(&json);
    if !wrong.is_empty() {
        return Err(format!(
            "{}\nThe table is in xtask/src/layers.rs and ARCHITECTURE.md.",
            wrong.join("\n")
        ));
    }
    println!("layers: every arrow is in the table");
    Ok(())
}

fn violations(metadata: &Json) -> Vec<String> {
    let packages = metadata.get("packages").map(Json::list).unwrap_or_default();
    let name = |package: &Json| {
        package
            .get("name")
            .and_then(Json::str)
            .unwrap_or_default()
            .to_owned()
    };
    let ours: Vec<String> = packages.iter().map(name).collect();
    let mut wrong = Vec::new();
    for package in packages {
        let from = name(package);
        let Some((_, allowed)) = ALLOWED.iter().find(|(n, _)| *n == from) else {
            wrong.push(format!("{from} is not in the table"));
            continue;
        };
        for dependency in package
            .get("dependencies")
            .map(Json::list)
            .unwrap_or_default()
        {
            let to = name(dependency);
            // Tests may look from above.
            let is_test = dependency.get("kind").and_then(Json::str) == Some("dev");
            if ours.contains(&to) && !is_test && !allowed.contains(&to.as_str()) {
                wrong.push(format!("{from} may not use {to}"));
            }
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_arrow_is_found() {
        let text = r#"{"packages": [
            {"name": "portalis-async", "dependencies": [{"name": "portalis-io", "kind": null}]},
            {"name": "portalis-io", "dependencies": [{"name": "portalis-async"}, {"name": "libc"}]},
            {"name": "other", "dependencies": []}]}"#;
        let wrong = violations(&Json::parse(text).unwrap());
        assert_eq!(
            wrong,
            [
                "portalis-async may not use portalis-io",
                "other is not in the table"
            ]
        );
    }
}
