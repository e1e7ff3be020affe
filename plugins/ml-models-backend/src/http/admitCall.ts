import { isResourcePermission } from '@backstage/plugin-permission-common';
import { Operation } from '@noshelfware/backstage-plugin-ml-models-common';
import { Request, Response } from 'express';
import { z } from 'zod';
import { authoriseCall } from './authoriseCall';
import { CallerAccess } from './CallerAccess';
import { modelRefOf, ParsedPathParameters } from './pathParameters';
import { OperationCall, readOperationCall } from './readOperationCall';

export interface AdmittedOperation<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
> {
  callers: CallerAccess;
  operation: Operation<Path, Query, Body>;
  bodyLimitBytes?: number;
  /**
   * Of which model a path speaks that does not name it.
   *
   * @throws NotFoundError
   */
  getModelRef?(params: ParsedPathParameters<Path>): Promise<string>;
}

const modelParametersSchema = z.object({
  namespace: z.string(),
  name: z.string(),
});

/**
 * Takes a call in: who calls, what they ask for, and whether they may.
 *
 * @throws AuthenticationError, InputError, NotFoundError, NotAllowedError
 */
export async function admitCall<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
>(
  options: AdmittedOperation<Path, Query, Body>,
  request: Request,
  response: Response,
): Promise<OperationCall<Path, Query, Body>> {
  const { callers, operation, getModelRef } = options;
  const credentials = await callers.authenticate(request);
  const call = await readOperationCall(options, request, response);
  await authoriseCall(callers, {
    operation,
    credentials,
    query: call.query,
    body: call.body,
    getModelRef: async () =>
      getModelRef
        ? getModelRef(call.params)
        : modelRefOf(modelParametersSchema.parse(call.params)),
  });
  return { ...call, credentials };
}

/** @throws Error for a permission at a model that no call would name */
export function assertGuarded<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
>({ operation, getModelRef }: AdmittedOperation<Path, Query, Body>): void {
  const { id, path, permission, permissionWhen } = operation;
  const isAtModel = permission !== null && isResourcePermission(permission);
  if (
    (isAtModel || permissionWhen) &&
    !getModelRef &&
    !path.startsWith('/models/:namespace/:name')
  ) {
    throw new Error(
      `${id} needs a permission, and its path names no model: say whose it is by getModelRef`,
    );
  }
}
