//! What the engine says in English, said in the page's language.
//!
//! The engine's sentences about waiting, steps and findings are made from a few templates. The English catalogue has them
//! under `wait.`, `does.`, `found.`, `reason.`, `object.` and `variable.`; a sentence that fits one is said again with the
//! other language's template of the same key. A sentence that fits none stays as it is.

use super::texts::{Language, Texts};

/// A sentence about what a thread waits for.
pub fn waiting(texts: &Texts, english: &str) -> String {
    // What is said of a thread that its process waits for at its end.
    let at_exit = Texts::new(Language::English).get("exit.wait");
    match fit(&at_exit, english).as_deref() {
        Some([(name, wait)]) => texts.fill("exit.wait", &[(name, &say(texts, "wait.", wait))]),
        _ => say(texts, "wait.", english),
    }
}

/// What a thread does in a step.
pub fn does(texts: &Texts, english: &str) -> String {
    say(texts, "does.", english)
}

/// What is said of a program beside how it ends.
pub fn finding(texts: &Texts, english: &str) -> String {
    say(texts, "found.", english)
}

/// What an object of the program is called.
pub fn object(texts: &Texts, english: &str) -> String {
    say(texts, "object.", english)
}

/// What a place in memory is called.
pub fn variable(texts: &Texts, english: &str) -> String {
    say(texts, "variable.", english)
}

/// Why not everything was seen, or why an execution was cut off.
pub fn reason(texts: &Texts, english: &str) -> String {
    say(texts, "reason.", english)
}

fn say(texts: &Texts, group: &str, english: &str) -> String {
    if texts.language == Language::English {
        return english.to_owned();
    }
    let mut templates = Texts::new(Language::English).group(group);
    // The one that says most about the sentence is the right one.
    templates.sort_by_key(|(_, template)| std::cmp::Reverse(literal_length(template)));
    for (key, template) in templates {
        let Some(values) = fit(template, english) else { continue };
        let values: Vec<(&str, String)> =
            values.into_iter().map(|(name, value)| (name, value_of(texts, name, value))).collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        return texts.fill(key, &values);
    }
    english.to_owned()
}

/// A value in the page's language: objects have templates of their own, and lists of names their "and".
fn value_of(texts: &Texts, name: &str, value: &str) -> String {
    match name {
        "object" | "other" => say(texts, "object.", value),
        "name" if value == Texts::new(Language::English).get("name.itself") => texts.get("name.itself"),
        "variable" => variable(texts, value),
        "wait" => say(texts, "wait.", value),
        "does" => does(texts, value),
        "reason" => reason(texts, value),
        "names" => value.replace(" and ", &format!(" {} ", texts.get("list.and"))),
        _ => value.to_owned(),
    }
}

/// What stands in the sentence at the places of the template's `{names}`, if it fits.
fn fit<'a>(template: &'a str, sentence: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let mut values = Vec::new();
    let (start, mut template) = template.split_once('{').unwrap_or((template, ""));
    let mut sentence = sentence.strip_prefix(start)?;
    while let Some((name, rest)) = template.split_once('}') {
        let (literal, next) = rest.split_once('{').unwrap_or((rest, ""));
        // The last literal ends the sentence.
        let value = if next.is_empty() { sentence.strip_suffix(literal)? } else { sentence.split_once(literal)?.0 };
        values.push((name, value));
        sentence = &sentence[value.len() + literal.len()..];
        template = next;
    }
    sentence.is_empty().then_some(values)
}

fn literal_length(template: &str) -> usize {
    template.split('{').map(|part| part.split_once('}').map_or(part.len(), |(_, literal)| literal.len())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_said_in_chinese() {
        let chinese = Texts::new(Language::Chinese);
        for (english, wanted) in [
            ("waits for lock 'fork' (created at line 5)", "等待锁 'fork'（第 5 行创建）"),
            ("waits for thread Ann to end", "等待线程 Ann 结束"),
            ("waits for an item from queue", "等待队列中的数据"),
            ("waits until event 'go' is set", "等待事件 'go' 被设置"),
            ("waits for process lock 'balance' (created at line 5)", "等待进程锁 'balance'（第 5 行创建）"),
            ("waits for process renderer (4243) to end", "等待进程 renderer (4243) 结束"),
            ("waits for thread QueueFeederThread to end (at exit)", "等待线程 QueueFeederThread 结束（退出时）"),
            ("waits for lock (at exit)", "等待锁（退出时）"),
            (
                "waits for room in a pipe whose reading end MainProcess (4242) and renderer (4243) have",
                "等待管道腾出空间，管道的读端由 MainProcess (4242) 和 renderer (4243) 持有",
            ),
            ("waits for something to read from a pipe", "等待管道中有数据可读"),
            ("waits for room in queue", "等待队列腾出空位"),
            ("waits for a signal", "等待信号"),
            ("waits", "等待中"),
            (
                "waits for lock 'a' (created at line 2), held by Ann (acquired at line 7)",
                "等待锁 'a'（第 2 行创建），由 Ann 持有（第 7 行取得）",
            ),
            ("hums", "hums"),
        ] {
            assert_eq!(waiting(&chinese, english), wanted);
        }
    }

    #[test]
    fn steps_and_findings_are_said_in_chinese() {
        let chinese = Texts::new(Language::Chinese);
        for (english, wanted) in [
            ("takes lock 'a'", "取得锁 'a'"),
            ("takes lock 'a' if that is possible at once", "取得锁 'a'（只试一次）"),
            ("waits for event 'go', for 2 s at most", "等待事件 'go'（最多等 2 秒）"),
            ("waits for Ann to end", "等待 Ann 结束"),
            ("writes an item of table", "写入 table 的一项"),
            ("reads total", "读取 total"),
            ("prints \"2\"", "输出 \"2\""),
        ] {
            assert_eq!(does(&chinese, english), wanted);
        }
        assert_eq!(variable(&chinese, "an item of a dict"), "一个字典 的一项");
        assert_eq!(variable(&chinese, "attribute 'n'"), "属性 'n'");
        let words = "lock 'b' is taken at line 7 while lock 'a' is held, and the other way round at line 11: threads that get \
                     one each wait for each other for ever";
        let wanted = "第 7 行在持有锁 'a'时取得锁 'b'，而第 11 行次序相反：各得其一的线程会永远互相等待";
        assert_eq!(finding(&chinese, words), wanted);
        let words = "MainThread and T1 can keep each other going for ever: the program may never end";
        assert_eq!(finding(&chinese, words), "MainThread 和 T1 可能让彼此永远循环下去：程序可能永远不结束");
        assert_eq!(reason(&chinese, "too many operations, time and again"), "操作太多，而且一再如此");
    }

    #[test]
    fn english_stays_as_it_is() {
        assert_eq!(waiting(&Texts::new(Language::English), "waits for lock"), "waits for lock");
    }
}
