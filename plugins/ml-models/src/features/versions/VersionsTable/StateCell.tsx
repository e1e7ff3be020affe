import { Version } from '@noshelfware/backstage-plugin-ml-models-common';
import { StatusWord } from '../../../components/StatusWord/StatusWord';
import { servingWords } from '../servingWords';

/** Where a version serves and as what. */
export function StateCell({ version }: { version: Version }) {
  const serving = servingWords(version);
  return (
    <>
      {serving.map(({ environment, status, word }) => (
        <div key={environment}>
          <StatusWord status={status} word={word} />
        </div>
      ))}
      {version.gatePassed === false && (
        <StatusWord status="failed" word="Evaluation gate failed" />
      )}
      {serving.length === 0 && version.gatePassed !== false && (
        <StatusWord status="stopped" word="Serves nowhere" />
      )}
    </>
  );
}
