import { retryWords } from './retryWords';

const failedIn = (step: string) => ({ failure: { step, message: 'No' } });
const commit = { sha: 'a'.repeat(40), message: 'Add wind', author: 'Ann' };

describe('retryWords', () => {
  it.each([
    ['start', 'Retry from start'],
    ['smoke', 'Retry from smoke test'],
    ['traffic', 'Retry from traffic'],
    ['queued', 'Retry'],
  ])('leave out the build of a version that failed in %s', (step, button) => {
    expect(retryWords({ ...failedIn(step), version: 4 })).toEqual({
      button,
      sentence:
        'A retry starts version 4 if it does not run, and does not build it again.',
    });
  });

  it('say that whoever did not approve is asked again', () => {
    expect(retryWords({ ...failedIn('approve'), version: 4 })).toEqual({
      button: 'Ask again',
      sentence: 'Asking again does not build version 4 again.',
    });
  });

  it('say that a rebuild takes whatever serves by then', () => {
    expect(
      retryWords({ ...failedIn('start'), version: 4, trigger: 'rebuild' }),
    ).toEqual({
      button: 'Rebuild again',
      sentence: 'Rebuilding again starts fresh instances of whatever serves.',
    });
  });

  it('say that what was worse than the live version is compared again', () => {
    expect(retryWords({ ...failedIn('compare'), version: 4 })).toEqual({
      button: 'Compare again',
      sentence:
        'Comparing again does not build version 4 again, and asks the version that is live by then.',
    });
  });

  it('say that a build begins anew, or goes on', () => {
    expect(retryWords({ ...failedIn('train'), commit })).toEqual({
      button: 'Build again',
      sentence: 'Building again takes commit aaaaaaa as it is.',
    });
    expect(
      retryWords({ ...failedIn('train'), commit, resumesFrom: 'train' }),
    ).toEqual({
      button: 'Retry from train',
      sentence:
        'A retry takes commit aaaaaaa as it is. Steps before train are not run again, as long as their files are kept.',
    });
    expect(retryWords(failedIn('queued')).sentence).toBe(
      'Building again takes the commit as it is.',
    );
  });
});
