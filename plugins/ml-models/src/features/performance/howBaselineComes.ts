/** What to do, or to wait for, where a version has no baseline. */
export const HOW_BASELINE_COMES =
  'It comes with the reference rows of a version’s pipeline (reports/reference.jsonl), or else is made of its first 1,000 answers.';
