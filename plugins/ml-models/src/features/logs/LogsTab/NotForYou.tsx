import { Link } from '@backstage/core-components';
import { useEntityModel } from '../../../components/EntityModel/entityModel';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { useModelPath } from '../../../components/useModelPath/useModelPath';

/** Who may read the records, and what there is for everyone. */
export function NotForYou({ refusal }: { refusal: string }) {
  const { modelRef } = useEntityModel();
  const modelPath = useModelPath();
  return (
    <EmptyNote
      title="Not everyone reads these records"
      action={
        <Link to={modelPath(modelRef, 'performance')}>Open performance</Link>
      }
    >
      {refusal} How many requests came in, how fast they were answered and how
      many failed is for everyone.
    </EmptyNote>
  );
}
