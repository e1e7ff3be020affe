import { InputError } from '@backstage/errors';
import {
  actionsReadPermission,
  EnvironmentStatus,
  verdictStateSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { modelPath } from '../catalog/modelPath';
import { ActionsContext } from './ActionsContext';
import { MODEL_REF_DESCRIPTION, parseModelRef } from './parseModelRef';

/** `explain-verdict`: whether a model is still good, and why. */
export function registerExplainVerdict(context: ActionsContext): void {
  const { actionsRegistry, appUrl, catalog, statuses } = context;
  actionsRegistry.register({
    name: 'explain-verdict',
    title: 'Explain how well a model does',
    description:
      'Tells of each environment of a machine-learning model which version is live, whether it is healthy, degraded or failing, and for which reasons: errors, latency, drift of inputs and predictions, quality against its evaluation, records that are missing. Each reason has the figure, the limit and how much it rests on.',
    attributes: { destructive: false, idempotent: true, readOnly: true },
    visibilityPermission: actionsReadPermission,
    schema: {
      input: z =>
        z.object({
          modelRef: z.string().describe(MODEL_REF_DESCRIPTION),
          environment: z.string().optional().describe('Default: all of them.'),
        }),
      output: z =>
        z.object({
          modelRef: z.string(),
          environments: z.array(
            z.object({
              environment: z.string(),
              liveVersion: z.number().optional(),
              verdict: z.nativeEnum(verdictStateSchema.enum),
              reasons: z.array(
                z.object({
                  signal: z.string(),
                  state: z.nativeEnum(verdictStateSchema.enum),
                  text: z.string(),
                  since: z.string().optional(),
                  note: z.string().optional(),
                }),
              ),
              judgedAt: z.string(),
              requestsLastHour: z.number(),
              errorsLastHour: z.number(),
              failuresUntoldLastHour: z
                .number()
                .optional()
                .describe(
                  'Of the requests, those imported from a log that has no failures in it: whether they failed is not known.',
                ),
            }),
          ),
          url: z.string().describe('Where people see the evidence.'),
        }),
    },
    action: async ({ input, credentials }) => {
      const modelRef = parseModelRef(input.modelRef);
      const model = await catalog.getModel(modelRef, credentials);
      const { environments } = await statuses.read(model);
      return {
        output: {
          modelRef,
          environments: pick(environments, input.environment).map(tell),
          url: `${appUrl}${modelPath(modelRef)}/performance`,
        },
      };
    },
  });
}

function pick(
  environments: EnvironmentStatus[],
  name: string | undefined,
): EnvironmentStatus[] {
  const picked = environments.filter(
    it => name === undefined || it.name === name,
  );
  if (picked.length === 0) {
    throw new InputError(
      `environment: there is no '${name}', expected one of ${environments
        .map(it => it.name)
        .join(', ')}`,
    );
  }
  return picked;
}

function tell({ name, liveVersion, verdict, ...counts }: EnvironmentStatus) {
  return {
    environment: name,
    liveVersion,
    verdict: verdict.state,
    reasons: verdict.reasons.map(({ signal, state, text, since, note }) => ({
      signal,
      state,
      text,
      since,
      note,
    })),
    judgedAt: verdict.judgedAt,
    requestsLastHour: counts.requestsLastHour,
    errorsLastHour: counts.errorsLastHour,
    failuresUntoldLastHour: counts.failuresUntoldLastHour,
  };
}
