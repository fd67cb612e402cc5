//! The part of a `Cargo.lock` that one package needs. Cargo would drop the rest at the first build; people read the file before that.

/// The lock file with `root` and all that it depends on, in the order of the whole one.
pub(super) fn only(text: &str, root: &str) -> String {
    let mut blocks = text.split("\n[[package]]\n");
    let head = blocks.next().unwrap_or_default();
    let packages: Vec<Package> = blocks.map(Package::read).collect();
    let mut wanted = vec![false; packages.len()];
    let mut queue: Vec<usize> = find(&packages, root).collect();
    while let Some(index) = queue.pop() {
        if !std::mem::replace(&mut wanted[index], true) {
            queue.extend(
                packages[index]
                    .dependencies
                    .iter()
                    .flat_map(|d| find(&packages, d)),
            );
        }
    }
    let kept = packages.iter().zip(wanted).filter(|(_, wanted)| *wanted);
    let blocks: String = kept
        .map(|(p, _)| format!("\n[[package]]\n{}\n", p.text.trim_end()))
        .collect();
    format!("{}\n{blocks}", head.trim_end())
}

struct Package<'a> {
    name: &'a str,
    version: &'a str,
    /// Each is `name`, or `name version` where there are several of that name.
    dependencies: Vec<&'a str>,
    text: &'a str,
}

impl<'a> Package<'a> {
    fn read(text: &'a str) -> Package<'a> {
        let field = |name: &str| {
            let line = text
                .lines()
                .find_map(|l| l.strip_prefix(name)?.strip_prefix(" = "));
            line.unwrap_or_default().trim_matches('"')
        };
        let list = text
            .split_once("dependencies = [")
            .map_or("", |(_, rest)| rest);
        let list = list.split_once(']').map_or("", |(list, _)| list);
        let dependencies = list
            .lines()
            .map(|l| l.trim().trim_matches([',', '"']))
            .filter(|l| !l.is_empty());
        Package {
            name: field("name"),
            version: field("version"),
            dependencies: dependencies.collect(),
            text,
        }
    }
}

fn find<'a>(packages: &'a [Package<'a>], dependency: &'a str) -> impl Iterator<Item = usize> + 'a {
    let mut words = dependency.split(' ');
    let (name, version) = (words.next().unwrap_or_default(), words.next());
    let is_it = move |p: &Package| p.name == name && version.is_none_or(|v| v == p.version);
    packages
        .iter()
        .enumerate()
        .filter(move |(_, p)| is_it(p))
        .map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_needed_is_dropped() {
        let package = |name: &str, version: &str, dependencies: &str| {
            let list = if dependencies.is_empty() {
                ""
            } else {
                &format!("dependencies = [\n{dependencies}]\n")
            };
            format!("\n[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n{list}")
        };
        let head = "# made by cargo\nversion = 4\n";
        let kept = [
            package("a", "1.0.0", " \"b 2.0.0\",\n \"d\",\n"),
            package("b", "2.0.0", ""),
            package("d", "0.1.0", ""),
        ];
        let whole = [
            head,
            &kept[0],
            &package("b", "1.0.0", ""),
            &kept[1],
            &package("c", "1.0.0", " \"a\",\n"),
            &kept[2],
        ];
        assert_eq!(
            only(&whole.concat(), "a"),
            format!("{head}{}", kept.concat())
        );
    }
}
