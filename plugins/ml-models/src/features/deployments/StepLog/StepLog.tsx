import {
  isTrialStep,
  DeploymentStep,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Skeleton from '@material-ui/lab/Skeleton';
import { useMemo, useState } from 'react';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { ErrorNote } from '../../../components/QueryBoundary/ErrorNote';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { findFirstError, findLines } from './logLines';
import { LogText } from './LogText';
import { LogToolbar } from './LogToolbar';
import { useLogColors } from './useLogColors';
import { LogJump, useLogScroll } from './useLogScroll';
import { StepLogTail } from './stepLogTail';
import { useFullLog } from './useFullLog';
import { useLogLines } from './useLogLines';
import { useStepLog } from './useStepLog';

export interface StepLogProps {
  deploymentId: string;
  step: DeploymentStep;
  /** The line that the server takes for the first error. */
  firstErrorLine?: string;
}

/** The log of one step, growing as it runs. */
export function StepLog(props: StepLogProps) {
  const { deploymentId, step } = props;
  return (
    <QueryBoundary
      query={useStepLog(deploymentId, step.name)}
      what={`the log of ${step.name}`}
      skeleton={<Skeleton variant="rect" height={408} />}
    >
      {log =>
        log.lines.length > 0 || log.rest ? (
          <LogView {...props} log={log} />
        ) : (
          <EmptyNote title="Nothing printed">
            {log.complete
              ? `Step ${step.name} ended without printing a line.`
              : `Step ${step.name} has printed nothing so far; lines show up here as they come.`}
          </EmptyNote>
        )
      }
    </QueryBoundary>
  );
}

function LogView(props: StepLogProps & { log: StepLogTail }) {
  const { log, step, deploymentId, firstErrorLine } = props;
  const colors = useLogColors();
  const lines = useLogLines(log, colors);
  const fullLog = useFullLog(deploymentId, step.name);
  const [search, setSearch] = useState('');
  const [jump, setJump] = useState<LogJump>();
  const jumpTo = (line: number | undefined) =>
    setJump(line === undefined ? undefined : { line: line + log.dropped });
  const scroll = useLogScroll(log.dropped + lines.length, jump);
  const found = useMemo(() => findLines(lines, search), [lines, search]);
  const marked = useMemo(() => new Set(found), [found]);
  // The log of a canary, or a shadow, counts failed requests; they are errors beyond a limit only.
  const firstError = isTrialStep(step.name)
    ? undefined
    : findFirstError(lines, firstErrorLine);
  const position = jump ? found.indexOf(jump.line - log.dropped) : -1;
  return (
    <>
      <LogToolbar
        search={search}
        onSearch={words => {
          setSearch(words);
          jumpTo(findLines(lines, words)[0]);
        }}
        found={found.length}
        position={position}
        onMove={by =>
          jumpTo(found[(position + by + found.length) % found.length])
        }
        onFirstError={
          firstError === undefined ? undefined : () => jumpTo(firstError)
        }
        onDownload={() => fullLog.mutate()}
        downloading={fullLog.isPending}
        follow={
          log.complete
            ? undefined
            : { on: scroll.following, onChange: scroll.setFollowing }
        }
      />
      {fullLog.error && (
        <ErrorNote
          title="The log could not be saved"
          error={fullLog.error}
          onRetry={() => fullLog.mutate()}
        />
      )}
      <LogText
        label={`Log of ${step.name}`}
        {...{ lines, marked }}
        dropped={log.dropped}
        current={jump && jump.line - log.dropped}
        boxRef={scroll.boxRef}
        onScroll={scroll.onScroll}
      />
    </>
  );
}
