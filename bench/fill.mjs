// Fills templates with the tools written for Node. One line of JSON in, one line of JSON out; times are taken here.
import { createInterface } from "node:readline";
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import { TemplateHandler } from "easy-template-x";

const tools = {
  docxtemplater: async (template, texts) => {
    const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
    document.render(texts);
    return document.toBuffer();
  },
  "easy-template-x": async (template, texts) => new TemplateHandler().process(template, texts),
};
const jobs = new Map();
console.log = console.error; // standard output is for the answers

async function answer(asked) {
  if (asked.job) {
    jobs.set(asked.job, { template: Buffer.from(asked.template, "base64"), texts: asked.texts });
    return {};
  }
  const { template, texts } = jobs.get(asked.run);
  const begun = process.hrtime.bigint();
  const made = await tools[asked.tool](template, texts);
  const nanoseconds = Number(process.hrtime.bigint() - begun);
  return asked.show ? { made: Buffer.from(made).toString("base64") } : { nanoseconds };
}

for await (const line of createInterface({ input: process.stdin })) {
  const reply = await answer(JSON.parse(line)).catch((error) => ({ error: String(error) }));
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
