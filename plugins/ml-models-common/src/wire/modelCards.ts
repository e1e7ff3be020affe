import { z } from 'zod';

const foundCardSchema = z.object({
  state: z.literal('found'),
  /** The text below the front matter, without the heading that names the model. */
  markdown: z.string(),
  /** Of the Hugging Face front matter, what people look for first. */
  facts: z.object({
    license: z.string().optional(),
    libraryName: z.string().optional(),
    baseModels: z.array(z.string()),
    datasets: z.array(z.string()),
    languages: z.array(z.string()),
  }),
  /** Where the file was read: what its relative links start from. */
  url: z.string(),
});

const absentCardSchema = z.object({
  state: z.literal('absent'),
  /** Why there is none, and what to do. */
  reason: z.string(),
});

/** What the repository says of its model, in its `MODEL_CARD.md`. */
export const modelCardSchema = z.discriminatedUnion('state', [
  foundCardSchema,
  absentCardSchema,
]);
export type ModelCard = z.infer<typeof modelCardSchema>;
export type FoundModelCard = z.infer<typeof foundCardSchema>;
