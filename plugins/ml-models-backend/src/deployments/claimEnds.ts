import { DeploymentRow } from './DeploymentRow';

/** An error that nobody expected is taken for the end after this many claims in a row. */
export const ERRORS_MAX = 5;

/**
 * More than of errors: a backend may be killed for reasons of its own, or crash for
 * another deployment. Few enough that one which brings it down does not for long.
 */
export const CRASHES_MAX = 10;

/** How the claims of a deployment ended, since it last got on. */
export type ClaimEnds = Pick<DeploymentRow, 'errors_in_row' | 'crashes_in_row'>;

/** Nothing speaks against it. */
export const ENDED_IN_ORDER: ClaimEnds = {
  errors_in_row: 0,
  crashes_in_row: 0,
};

/** Of a claim under way that has got on: it alone counts, should it not end in order. */
export const GOT_ON: ClaimEnds = { errors_in_row: 0, crashes_in_row: 1 };

/**
 * @param isCalm - whether it was driven for long before: then the error is no
 *   consequence of those before
 * @returns what a claim leaves that ends by an error
 */
export function endedByError(row: ClaimEnds, isCalm: boolean): ClaimEnds {
  const before = isCalm ? 0 : row.errors_in_row;
  return { errors_in_row: before + 1, crashes_in_row: 0 };
}
