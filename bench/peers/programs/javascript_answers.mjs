// Answers with croner or cron-parser; the schedule is an expression of theirs, seconds first.
// usage: node javascript_answers.mjs croner|cron-parser FOLDER version|answers|time
// FOLDER has them in its node_modules.  README.md says what is read and written.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [library, folder, wanted] = process.argv.slice(2);
const require = createRequire(folder + "/package.json");

function croner(expression, zone) {
  const { Cron } = require("croner");
  const job = new Cron(expression, { timezone: zone, paused: true });
  return (after) => job.nextRun(after);
}

function cronParser(expression, zone) {
  const { CronExpressionParser } = require("cron-parser");
  const iterator = CronExpressionParser.parse(expression, { tz: zone });
  return (after) => {
    iterator.reset(after);
    return iterator.next();
  };
}

let kept = 0;

function ask(schedules, instants, questions) {
  const begin = process.hrtime.bigint();
  let which = 0;
  let place = 0;
  for (let i = 0; i < questions; i++) {
    const next = schedules[which](instants[place]);
    kept += next === null ? -1 : next.getTime();
    which = which + 1 === schedules.length ? 0 : which + 1;
    place = place + 1 === instants.length ? 0 : place + 1;
  }
  return Number(process.hrtime.bigint() - begin);
}

function times(schedules, instants) {
  let questions = 1;
  while (ask(schedules, instants, questions) < 50e6) questions *= 2;
  return Array.from({ length: 5 }, () => (ask(schedules, instants, questions) / questions).toFixed(2)).join(" ");
}

function answers(schedules, instants) {
  const given = instants.map((after, i) => schedules[i % schedules.length](after));
  return given.map((next) => (next === null ? "-" : next.getTime() / 1000)).join("\n");
}

if (wanted === "version") {
  const about = JSON.parse(readFileSync(`${folder}/node_modules/${library}/package.json`));
  console.log(`${library} ${about.version}, node ${process.versions.node}`);
} else {
  const [expression, zones, ...rest] = readFileSync(0, "utf8").trimEnd().split("\n");
  const instants = rest.map((second) => new Date(Number(second) * 1000));
  const make = { croner, "cron-parser": cronParser }[library];
  try {
    const schedules = zones.split(" ").map((zone) => make(expression, zone));
    console.log((wanted === "time" ? times : answers)(schedules, instants));
  } catch (error) {
    console.log("! " + String(error.message).replace(/\s+/g, " "));
  }
}
