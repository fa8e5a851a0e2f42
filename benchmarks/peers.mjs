// gray-matter + ajv, the way a small script in a repository does it: node peers.mjs SCHEMA FOLDER
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const matter = require("gray-matter");
const Ajv = require("ajv/dist/2020.js").default;
const addFormats = require("ajv-formats").default;

const [schema, folder] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));

// js-yaml makes dates of timestamps; back to text, as everybody has to.
function plain(value) {
  if (value instanceof Date) return value.toISOString().replace(".000Z", "Z");
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

let faulty = 0;
for (const name of readdirSync(folder).sort()) {
  try {
    const { data } = matter(readFileSync(join(folder, name), "utf8"), {});
    if (validate(plain(data))) continue;
    for (const fault of validate.errors) console.log(`${name}: ${fault.instancePath}: ${fault.message}`);
  } catch (error) {
    console.log(`${name}: ${error.message}`);
  }
  faulty += 1;
}
process.exitCode = faulty ? 1 : 0;
