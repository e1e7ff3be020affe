import Typography from '@material-ui/core/Typography';
import { SubjectDeletion } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatCountOf } from '../../../components/formatNumber/formatNumber';

export interface SubjectFindingsProps {
  found?: SubjectDeletion;
  removed?: SubjectDeletion;
}

/** How many records there are, and then how many there were. */
export function SubjectFindings({ found, removed }: SubjectFindingsProps) {
  return (
    <Typography variant="body2" role="status">
      {describe({ found, removed })}
    </Typography>
  );
}

function describe({ found, removed }: SubjectFindingsProps): string {
  if (removed) {
    return `${sentence(
      removed,
    )} deleted. The audit log says who did it, not whose they were.`;
  }
  if (!found) {
    return '';
  }
  return found.records + found.waitingFeedback === 0
    ? 'No record has that value there. Check the spelling, and where it stands in a record.'
    : `${sentence(found)} found. Deleting cannot be undone.`;
}

function sentence({ records, waitingFeedback }: SubjectDeletion): string {
  const parts = [
    formatCountOf(records, 'record'),
    ...(waitingFeedback > 0
      ? [`${formatCountOf(waitingFeedback, 'outcome')} without a record`]
      : []),
  ];
  return parts.join(' and ');
}
