import { z } from 'zod';
import { errorMessage } from './errorMessage';

it('does not show people what a parser has to say', () => {
  const { error } = z.object({ timed: z.number() }).safeParse({});
  expect(errorMessage(error ?? new Error())).toBe(
    'The portal answered in a way that this page does not know: it may have been updated since. Reload the page.',
  );
});

it('gives the words of the server', () => {
  expect(errorMessage(new Error('The disk is full'))).toBe('The disk is full');
});

it('says of a request that got no answer what that means', () => {
  expect(errorMessage(new TypeError('Failed to fetch'))).toBe(
    'The portal does not answer. It may be stopped or starting; try again in a moment.',
  );
});
