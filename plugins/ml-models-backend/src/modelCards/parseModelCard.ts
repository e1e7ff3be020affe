import { FoundModelCard } from '@noshelfware/backstage-plugin-ml-models-common';
import { parseYaml } from '@noshelfware/backstage-plugin-ml-models-node';
import { z } from 'zod';

const textsSchema = z
  .union([z.string(), z.array(z.coerce.string())])
  .transform(value => [value].flat())
  .catch([]);

/** Fields of Hugging Face model cards: https://huggingface.co/docs/hub/model-cards. */
const frontMatterSchema = z.object({
  license: z.string().optional().catch(undefined),
  license_name: z.string().optional().catch(undefined),
  library_name: z.string().optional().catch(undefined),
  base_model: textsSchema,
  datasets: textsSchema,
  language: textsSchema,
});

const FRONT_MATTER_NAME =
  'The front matter of MODEL_CARD.md, between its lines of three hyphens,';

const FRONT_MATTER =
  /^\uFEFF?---[^\S\n]*\r?\n(?:(.*?)\r?\n)?---[^\S\n]*(?:\r?\n|$)/s;

/** The page that shows a card names the model already. */
const FIRST_HEADING = /^\s*#[^#\n][^\n]*\n/;

/**
 * @param text - a Markdown file with or without YAML front matter
 * @throws InputError for front matter that is not YAML, or too long
 */
export function parseModelCard(
  text: string,
): Pick<FoundModelCard, 'markdown' | 'facts'> {
  const [whole = '', frontMatter = ''] = FRONT_MATTER.exec(text) ?? [];
  const facts = frontMatterSchema.parse(
    parseYaml(frontMatter, FRONT_MATTER_NAME) ?? {},
  );
  // `license: other` says that the name tells.
  const license = facts.license === 'other' ? facts.license_name : undefined;
  return {
    markdown: text.slice(whole.length).replace(FIRST_HEADING, '').trim(),
    facts: {
      license: license ?? facts.license,
      libraryName: facts.library_name,
      baseModels: facts.base_model,
      datasets: facts.datasets,
      languages: facts.language,
    },
  };
}
