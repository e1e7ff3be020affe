import { aModelStatus } from '../__testUtils__/builders/aModelStatus';
import { environmentNames } from './environmentNames';

it('names environments that only report behind those of the portal', () => {
  const status = aModelStatus({ otherEnvironments: ['batch'] });
  expect(environmentNames(status)).toEqual(['staging', 'production', 'batch']);
  expect(environmentNames(undefined)).toEqual([]);
});
