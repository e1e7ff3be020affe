import { z } from 'zod';
import {
  routeSchema,
  serviceSpecSchema,
  serviceStatusSchema,
  splitSchema,
} from './supervisorProtocol';

/** A version that is to run, and how it went so far. */
export const serviceRecordSchema = serviceStatusSchema.extend({
  spec: serviceSpecSchema,
  /** Where it listens, once it has been given a port. */
  port: z.number().int().optional(),
  /** A service that was ready once is started again for ever. */
  wasReady: z.boolean(),
  /** `next` is to take over from the one that serves; `past` has been taken over from. */
  role: z.enum(['serving', 'next', 'past']).default('serving'),
});
export type ServiceRecord = z.infer<typeof serviceRecordSchema>;

/**
 * What a supervisor must know to carry on where the last one ended. Holds the
 * services' tokens, without which a crashed service could not be started again.
 */
export const supervisorStateSchema = z.object({
  gateway: z
    .object({ port: z.number().int(), wantedPort: z.number().int() })
    .optional(),
  telemetryEndpoint: z.url().optional(),
  services: z.array(serviceRecordSchema),
  traffic: z.record(routeSchema, splitSchema),
});
export type SupervisorState = z.infer<typeof supervisorStateSchema>;
