// Answers questions with other people's JavaScript libraries.
// usage: node answer.mjs croner|cron-parser|rrule-temporal|temporal < questions > answers
// Question: expression TAB zone TAB from. Answer: five instants TAB-separated, `-` where there is
// none, or `!` and the library's refusal. One line in, one line out.
// `temporal` is asked `local time TAB zone TAB -` and gives the instant that Temporal's "compatible"
// choice, RFC 5545's rule, makes of it. `rrule-temporal` is asked an RRULE text, `\n` for a new line.
// The node modules live outside the repository: ORACLE_JS names their folder.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const modules = process.env.ORACLE_JS ?? "/tmp/oracle-js";
const require = createRequire(modules + "/package.json");
const text = (date) => date.toISOString().replace(".000Z", "Z");

function croner(expression, zone, from) {
  const { Cron } = require("croner");
  const job = new Cron(expression, { timezone: zone, paused: true });
  return job.nextRuns(5, new Date(from)).map(text);
}

function cronParser(expression, zone, from) {
  const { CronExpressionParser } = require("cron-parser");
  const iterator = CronExpressionParser.parse(expression, { tz: zone, currentDate: new Date(from) });
  const runs = [];
  try {
    while (runs.length < 5) runs.push(text(iterator.next().toDate()));
  } catch (error) {
    if (runs.length === 0) throw error;
  }
  return runs;
}

function temporal(local, zone) {
  const { Temporal } = require("@js-temporal/polyfill");
  const at = Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: "compatible" });
  return [at.toInstant().toString()];
}

function rruleTemporal(rule, zone, from) {
  const { RRuleTemporal } = require("rrule-temporal");
  const runs = [];
  const schedule = new RRuleTemporal({ rruleString: rule.replace(/\\n/g, "\n") });
  let at = new Date(from);
  while (runs.length < 5) {
    const next = schedule.next(at, false);
    if (next === null) break;
    runs.push(next.toInstant().toString());
    at = new Date(next.epochMilliseconds);
  }
  return runs;
}

if (process.argv[2] === "versions") {
  const of = (name) => JSON.parse(readFileSync(`${modules}/node_modules/${name}/package.json`)).version;
  console.log(
    `croner ${of("croner")}, cron-parser ${of("cron-parser")}, rrule-temporal ${of("rrule-temporal")}, ` +
      `@js-temporal/polyfill ${of("@js-temporal/polyfill")}, node ${process.versions.node}, ICU zone data ${process.versions.tz}`,
  );
  process.exit(0);
}
const ask = { croner, "cron-parser": cronParser, "rrule-temporal": rruleTemporal, temporal }[process.argv[2]];
const answers = [];
for (const line of readFileSync(0, "utf8").split("\n")) {
  if (line === "") continue;
  const [expression, zone, from] = line.split("\t");
  try {
    const runs = ask(expression, zone, from);
    while (runs.length < 5) runs.push("-");
    answers.push(runs.join("\t"));
  } catch (error) {
    answers.push("!" + String(error.message).replace(/\s+/g, " "));
  }
}
console.log(answers.join("\n"));
