//! Whether a program can run for ever, by the graph of its states: whether there are states among which it can go round
//! while whoever could run there again and again does run again and again (Emerson, Lei: "Modalities for model checking",
//! 1987; a thread that is only never chosen is no reason to say that a program need not end).

use std::collections::BTreeSet;

use crate::choice::Threads;
use crate::ids::Who;

/// States by number, who can take a step at each, and steps.
#[derive(Default)]
pub(super) struct Graph {
    enabled: Vec<Threads>,
    /// From which to which, and whose.
    steps: Vec<(u32, u32, Who)>,
}

/// States that need not be left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Round {
    /// The one with the smallest number.
    pub(super) state: u32,
    /// Who runs there.
    pub(super) threads: BTreeSet<Who>,
}

impl Graph {
    /// One state more.
    pub(super) fn enter(&mut self, enabled: &Threads) {
        self.enabled.push(enabled.clone());
    }

    /// Who can take a step at a state.
    pub(super) fn enabled(&self, state: u32) -> &Threads {
        &self.enabled[state as usize]
    }

    /// A step that can be taken.
    pub(super) fn add(&mut self, from: u32, to: u32, who: Who) {
        self.steps.push((from, to, who));
    }

    /// States that need not be left, those that come first, if there are any.
    pub(super) fn round(&self) -> Option<Round> {
        let mut steps: Vec<Vec<(u32, Who)>> = vec![Vec::new(); self.enabled.len()];
        self.steps.iter().for_each(|&(from, to, who)| steps[from as usize].push((to, who)));
        let mut found: Option<Round> = None;
        let mut work: Vec<Vec<u32>> = vec![(0..self.enabled.len() as u32).collect()];
        let mut part = vec![0; self.enabled.len()];
        let mut parts = 0;
        while let Some(states) = work.pop() {
            parts += 1;
            states.iter().for_each(|&state| part[state as usize] = parts);
            let components = components(&states, &|state| {
                steps[state as usize].iter().map(|&(to, _)| to).filter(|&to| part[to as usize] == parts).collect()
            });
            for component in components {
                parts += 1;
                component.iter().for_each(|&state| part[state as usize] = parts);
                let inside = component.iter().flat_map(|&state| &steps[state as usize]);
                let threads: BTreeSet<Who> =
                    inside.filter(|(to, _)| part[*to as usize] == parts).map(|&(_, who)| who).collect();
                if threads.is_empty() {
                    continue;
                }
                // Where somebody could run who never does, one does not stay.
                let is_fair = |state: &&u32| self.enabled[**state as usize].iter().all(|who| threads.contains(who));
                let stays: Vec<u32> = component.iter().filter(is_fair).copied().collect();
                if stays.len() < component.len() {
                    work.push(stays);
                    continue;
                }
                let state = component.iter().copied().min().unwrap_or(0);
                if found.as_ref().is_none_or(|round| state < round.state) {
                    found = Some(Round { state, threads });
                }
            }
        }
        found
    }
}

/// The strongly connected components (Tarjan 1972), without a deep stack.
fn components(states: &[u32], next: &dyn Fn(u32) -> Vec<u32>) -> Vec<Vec<u32>> {
    const NEW: u32 = u32::MAX;
    let most = states.iter().max().map_or(0, |&state| state as usize + 1);
    let (mut index, mut low, mut on_stack) = (vec![NEW; most], vec![0; most], vec![false; most]);
    let (mut stack, mut found, mut count) = (Vec::new(), Vec::new(), 0);
    for &root in states {
        if index[root as usize] != NEW {
            continue;
        }
        // A state on the way, and the states after it that were not looked at.
        let mut path: Vec<(u32, Vec<u32>)> = Vec::new();
        let mut entering = Some(root);
        loop {
            if let Some(state) = entering.take() {
                (index[state as usize], low[state as usize], on_stack[state as usize]) = (count, count, true);
                count += 1;
                stack.push(state);
                path.push((state, next(state)));
            }
            let Some((state, ahead)) = path.last_mut() else { break };
            let state = *state as usize;
            match ahead.pop() {
                Some(to) if index[to as usize] == NEW => entering = Some(to),
                Some(to) if on_stack[to as usize] => low[state] = low[state].min(index[to as usize]),
                Some(_) => {}
                None => {
                    path.pop();
                    if let Some((before, _)) = path.last() {
                        low[*before as usize] = low[*before as usize].min(low[state]);
                    }
                    if low[state] == index[state] {
                        let at = stack.iter().rposition(|&other| other as usize == state).unwrap_or(0);
                        let component = stack.split_off(at);
                        component.iter().for_each(|&member| on_stack[member as usize] = false);
                        found.push(component);
                    }
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::Graph;
    use crate::ids::{Pid, Tid, Who};

    fn who(tid: u32) -> Who {
        Who { pid: Pid(1), tid: Tid(tid) }
    }

    fn round(enabled: &[&[u32]], steps: &[(u32, u32, u32)]) -> Option<(u32, Vec<u32>)> {
        let mut graph = Graph::default();
        enabled.iter().for_each(|tids| graph.enter(&tids.iter().map(|&tid| who(tid)).collect()));
        steps.iter().for_each(|&(from, to, tid)| graph.add(from, to, who(tid)));
        graph.round().map(|round| (round.state, round.threads.iter().map(|who| who.tid.0).collect()))
    }

    #[test]
    fn whoever_waits_alone_waits_for_ever() {
        assert_eq!(round(&[&[1], &[1]], &[(0, 1, 1), (1, 1, 1)]), Some((1, vec![1])));
        assert_eq!(round(&[&[1], &[1], &[1], &[]], &[(0, 1, 1), (1, 2, 1), (2, 3, 1)]), None);
    }

    #[test]
    fn whoever_waits_for_one_who_can_run_does_not() {
        assert_eq!(round(&[&[1, 2], &[1]], &[(0, 0, 1), (0, 1, 2)]), None);
    }

    #[test]
    fn two_can_keep_each_other_going() {
        // One goes round by itself, the other too; none of them ends.
        assert_eq!(round(&[&[1, 2]], &[(0, 0, 1), (0, 0, 2)]), Some((0, vec![1, 2])));
        // A way out that is not taken does not help: both can avoid it for ever.
        let steps = [(0, 1, 1), (1, 0, 2), (0, 2, 2), (1, 2, 1)];
        assert_eq!(round(&[&[1, 2], &[1, 2], &[]], &steps), Some((0, vec![1, 2])));
    }

    #[test]
    fn a_round_within_a_round_is_found() {
        // The third thread could end the large round; the small one it cannot.
        let enabled: &[&[u32]] = &[&[1, 3], &[1], &[1], &[]];
        assert_eq!(round(enabled, &[(0, 1, 1), (1, 2, 1), (2, 1, 1), (2, 0, 1), (0, 3, 3)]), Some((1, vec![1])));
    }
}
