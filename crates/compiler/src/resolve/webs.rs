//! Nodes of definitions and the webs that they form: union-find over bindings, deletions and phis.
//!
//! *Invariant:* the first nodes are the variables themselves, one each, by [`VarId`].

use crate::hir::{Program, Span, VarId};

/// A binding, deletion, phi, or (below the number of variables) a variable as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Node(pub(super) u32);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// The variable as a whole: its state when the function starts, which is unbound.
    Variable,
    Binding(Span),
    Deletion,
    Phi(Vec<Node>),
}

#[derive(Clone, Debug)]
struct Data {
    var: VarId,
    kind: Kind,
    parent: Node,
    /// A use sees it; with the second, a use that raises where it is unbound.
    live: bool,
    strict: bool,
}

/// All nodes.
#[derive(Debug)]
pub(super) struct Webs {
    nodes: Vec<Data>,
    /// Variables that must stay in one piece.
    whole: Vec<bool>,
    first_binding: Vec<Option<Node>>,
    captures: Vec<(VarId, Node)>,
    /// A use of the node may find it unbound; on the web's root after [`Webs::settle`].
    unbound: Vec<bool>,
    /// A function that captures the variable may be made before it is bound, or bound again.
    captured_unbound: Vec<bool>,
}

/// Whether a node is bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Boundness {
    pub(super) may_be_bound: bool,
    pub(super) may_be_unbound: bool,
}

impl Webs {
    pub(super) fn new(program: &Program, whole: Vec<bool>) -> Webs {
        let node = |var: &crate::hir::Variable| Data {
            var: var.id,
            kind: Kind::Variable,
            parent: Node(var.id.0),
            live: false,
            strict: false,
        };
        let count = program.variables.len();
        Webs {
            nodes: program.variables.iter().map(node).collect(),
            whole,
            first_binding: vec![None; count],
            captures: Vec::new(),
            unbound: Vec::new(),
            captured_unbound: vec![false; count],
        }
    }

    fn add(&mut self, var: VarId, kind: Kind) -> Node {
        let node = Node(self.nodes.len() as u32);
        self.nodes.push(Data {
            var,
            kind,
            parent: node,
            live: false,
            strict: false,
        });
        if self.whole[var.index()] {
            self.join(node, Node(var.0));
        }
        node
    }

    /// The state of `var` before anything is bound.
    pub(super) fn unbound(&self, var: VarId) -> Node {
        Node(var.0)
    }

    pub(super) fn define(&mut self, var: VarId, span: &Span) -> Node {
        let node = self.add(var, Kind::Binding(span.clone()));
        if self.first_binding[var.index()].is_none() {
            self.first_binding[var.index()] = Some(node);
            // A use that no binding reaches is the first web's, whichever that is: nothing is bound then.
            self.join(node, Node(var.0));
        }
        node
    }

    /// `del` of what `node` bound. They are one variable: its being unbound must be seen where the deletion is.
    pub(super) fn deleted(&mut self, var: VarId, node: Node) -> Node {
        let deletion = self.add(var, Kind::Deletion);
        self.join(deletion, node);
        deletion
    }

    pub(super) fn phi(&mut self, var: VarId, operands: Vec<Node>) -> Node {
        self.add(var, Kind::Phi(operands))
    }

    pub(super) fn add_operand(&mut self, phi: Node, operand: Node) {
        if let Kind::Phi(operands) = &mut self.nodes[phi.0 as usize].kind
            && operand != phi
            && !operands.contains(&operand)
        {
            operands.push(operand);
        }
    }

    /// A use that raises where the variable is unbound.
    pub(super) fn read(&mut self, node: Node, _: VarId) {
        let data = &mut self.nodes[node.0 as usize];
        data.live = true;
        data.strict = true;
    }

    /// A use that takes another name where the variable is unbound.
    pub(super) fn read_if_bound(&mut self, node: Node) {
        self.nodes[node.0 as usize].live = true;
    }

    pub(super) fn capture(&mut self, var: VarId, node: Node) {
        self.captures.push((var, node));
    }

    pub(super) fn find(&mut self, node: Node) -> Node {
        let mut root = node;
        while self.nodes[root.0 as usize].parent != root {
            root = self.nodes[root.0 as usize].parent;
        }
        let mut next = node;
        while next != root {
            next = std::mem::replace(&mut self.nodes[next.0 as usize].parent, root);
        }
        root
    }

    pub(super) fn join(&mut self, left: Node, right: Node) {
        let (left, right) = (self.find(left), self.find(right));
        // The lower node is the root, so that results do not depend on the order of joins.
        let (low, high) = if left < right {
            (left, right)
        } else {
            (right, left)
        };
        self.nodes[high.0 as usize].parent = low;
    }

    /// Makes what live phis join one web, and finds out which webs may be used unbound.
    pub(super) fn settle(&mut self) {
        let mut queue: Vec<Node> = (0..self.nodes.len() as u32)
            .map(Node)
            .filter(|node| self.data(*node).live)
            .collect();
        while let Some(node) = queue.pop() {
            let (strict, operands) = match self.data(node) {
                Data {
                    kind: Kind::Phi(operands),
                    strict,
                    ..
                } => (*strict, operands.clone()),
                _ => continue,
            };
            for operand in operands {
                if self.data(operand).kind != Kind::Variable {
                    self.join(node, operand);
                }
                let data = &mut self.nodes[operand.0 as usize];
                let changed = !data.live || strict && !data.strict;
                data.live = true;
                data.strict |= strict;
                if changed {
                    queue.push(operand);
                }
            }
        }
        self.settle_unbound();
    }

    fn settle_unbound(&mut self) {
        self.unbound = vec![false; self.nodes.len()];
        for index in 0..self.nodes.len() {
            let node = Node(index as u32);
            let Data {
                strict: true, kind, ..
            } = self.data(node)
            else {
                continue;
            };
            match kind {
                Kind::Variable | Kind::Deletion => {
                    let root = self.find(node);
                    self.unbound[root.0 as usize] = true;
                }
                // The start of the function is in no web of its own: the phi's web is what may be unbound.
                Kind::Phi(operands) => {
                    if operands
                        .iter()
                        .any(|operand| self.data(*operand).kind == Kind::Variable)
                    {
                        let root = self.find(node);
                        self.unbound[root.0 as usize] = true;
                    }
                }
                Kind::Binding(_) => {}
            }
        }
        for (var, node) in std::mem::take(&mut self.captures) {
            if self.boundness(node).may_be_unbound {
                self.captured_unbound[var.index()] = true;
            }
        }
    }

    fn data(&self, node: Node) -> &Data {
        &self.nodes[node.0 as usize]
    }

    /// Whether what a use of `node` sees is bound.
    pub(super) fn boundness(&self, node: Node) -> Boundness {
        let mut result = Boundness::default();
        let mut seen = std::collections::BTreeSet::from([node]);
        let mut queue = vec![node];
        while let Some(node) = queue.pop() {
            match &self.data(node).kind {
                Kind::Binding(_) => result.may_be_bound = true,
                Kind::Variable | Kind::Deletion => result.may_be_unbound = true,
                Kind::Phi(operands) => {
                    queue.extend(operands.iter().filter(|operand| seen.insert(**operand)))
                }
            }
        }
        result
    }

    /// A use in the variable's own scope may find this web unbound.
    pub(super) fn may_be_unbound(&mut self, node: Node) -> bool {
        let root = self.find(node);
        self.unbound[root.0 as usize]
    }

    /// The node is the state of a variable before anything is bound.
    pub(super) fn is_start(&self, node: Node) -> bool {
        self.data(node).kind == Kind::Variable
    }

    /// Something binds the variable.
    pub(super) fn has_binding(&self, var: VarId) -> bool {
        self.first_binding
            .get(var.index())
            .is_some_and(Option::is_some)
    }

    /// Some function that captures `var` is made before `var` is bound again.
    pub(super) fn bound_after_capture(&mut self, var: VarId) {
        self.captured_unbound[var.index()] = true;
    }

    /// Some function that captures `var` may be made before it is bound, or bound again.
    pub(super) fn is_captured_unbound(&self, var: VarId) -> bool {
        self.captured_unbound[var.index()]
    }

    /// Every node with the variable that it is of and, for bindings, its place.
    pub(super) fn all(&self) -> impl Iterator<Item = (Node, VarId, Option<&Span>)> {
        self.nodes.iter().enumerate().map(|(index, data)| {
            let span = match &data.kind {
                Kind::Binding(span) => Some(span),
                _ => None,
            };
            (Node(index as u32), data.var, span)
        })
    }
}
