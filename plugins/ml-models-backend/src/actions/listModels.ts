import {
  actionsReadPermission,
  ModelSummary,
  verdictStateSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { modelPath } from '../catalog/modelPath';
import { ActionsContext } from './ActionsContext';

const LISTED_DEFAULT = 50;
/** Some 150 kB of what a language model would have to read. */
const LISTED_MAX = 500;

/** `list-models`: what there is, what is live, and what needs somebody. */
export function registerListModels(context: ActionsContext): void {
  const { actionsRegistry, appUrl, directory } = context;
  actionsRegistry.register({
    name: 'list-models',
    title: 'List models',
    description:
      'Lists the machine-learning models of the catalog, what needs attention first: owner, live version by environment, verdict on how well it does, and whether it is on the shelf (built, and not used for a week).',
    attributes: { destructive: false, idempotent: true, readOnly: true },
    visibilityPermission: actionsReadPermission,
    schema: {
      input: z =>
        z.object({
          owner: z
            .string()
            .optional()
            .describe(
              'Entity ref of the owner: `group:default/flight-ops-ds`.',
            ),
          verdict: z.nativeEnum(verdictStateSchema.enum).optional(),
          onShelf: z.boolean().optional(),
          limit: z
            .number()
            .int()
            .min(1)
            .max(LISTED_MAX)
            .default(LISTED_DEFAULT),
        }),
      output: z =>
        z.object({
          models: z.array(
            z.object({
              modelRef: z.string(),
              title: z.string(),
              description: z.string().optional(),
              owner: z.string().optional(),
              ownerExists: z.boolean(),
              lifecycle: z.string(),
              riskTier: z.string().optional(),
              latestVersion: z.number().optional(),
              live: z.array(
                z.object({ environment: z.string(), version: z.number() }),
              ),
              verdict: z.nativeEnum(verdictStateSchema.enum),
              reasons: z.array(z.string()),
              onShelf: z.boolean(),
              shelfAgeDays: z
                .number()
                .describe('Days since it last answered in production.'),
              url: z.string(),
            }),
          ),
          total: z
            .number()
            .describe('How many there are beyond the limit, too.'),
        }),
    },
    action: async ({ input, credentials }) => {
      const { owner, verdict, onShelf, limit } = input;
      const found = (await directory.list(credentials)).filter(
        model =>
          (owner === undefined || model.owner === owner.toLowerCase()) &&
          (verdict === undefined || model.verdict.state === verdict) &&
          (onShelf === undefined || model.onShelf === onShelf),
      );
      return {
        output: {
          models: found.slice(0, limit).map(model => tell(model, appUrl)),
          total: found.length,
        },
      };
    },
  });
}

function tell(model: ModelSummary, appUrl: string) {
  const { modelRef, environments, verdict } = model;
  return {
    modelRef,
    title: model.title,
    description: model.description,
    owner: model.owner,
    ownerExists: model.ownerExists,
    lifecycle: model.lifecycle,
    riskTier: model.riskTier,
    latestVersion: model.latestVersion,
    live: environments.flatMap(({ name, liveVersion }) =>
      liveVersion === undefined
        ? []
        : [{ environment: name, version: liveVersion }],
    ),
    verdict: verdict.state,
    reasons: verdict.reasons.map(({ text }) => text),
    onShelf: model.onShelf,
    shelfAgeDays: model.shelfAgeDays,
    url: `${appUrl}${modelPath(modelRef)}`,
  };
}
