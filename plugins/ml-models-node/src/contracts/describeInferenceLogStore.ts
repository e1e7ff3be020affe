import { describeCounting } from './inferenceLog/describeCounting';
import { describeDeleting } from './inferenceLog/describeDeleting';
import { describeOutcomes } from './inferenceLog/describeOutcomes';
import { describePairing } from './inferenceLog/describePairing';
import { describeReading } from './inferenceLog/describeReading';
import { describeSearching } from './inferenceLog/describeSearching';
import { describeWriting } from './inferenceLog/describeWriting';
import { InferenceLogHarness, LogUnderTest } from './inferenceLog/LogUnderTest';

/**
 * The contract of `InferenceLogStore`, as tests for Jest.
 *
 * @param create - called before each case
 */
export function describeInferenceLogStore(
  name: string,
  create: () => Promise<InferenceLogHarness>,
): void {
  describe(`${name} as an inference log`, () => {
    let log: LogUnderTest;

    beforeEach(async () => {
      log = await LogUnderTest.open(await create());
    });

    afterEach(() => log.harness.close?.());

    const getLog = () => log;
    describeWriting(getLog);
    describeOutcomes(getLog);
    describeSearching(getLog);
    describeReading(getLog);
    describePairing(getLog);
    describeCounting(getLog);
    describeDeleting(getLog);
  });
}
