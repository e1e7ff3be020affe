import {
  DeploymentStatus,
  ServingState,
  StepStatus,
  VerdictState,
} from '@noshelfware/backstage-plugin-ml-models-common';
import SvgIcon from '@material-ui/core/SvgIcon';
import AutorenewIcon from '@material-ui/icons/Autorenew';
import BlockIcon from '@material-ui/icons/Block';
import CallSplitIcon from '@material-ui/icons/CallSplit';
import CancelIcon from '@material-ui/icons/Cancel';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import HowToRegIcon from '@material-ui/icons/HowToReg';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import RemoveCircleOutlineIcon from '@material-ui/icons/RemoveCircleOutline';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import SyncIcon from '@material-ui/icons/Sync';
import UndoIcon from '@material-ui/icons/Undo';
import WarningIcon from '@material-ui/icons/Warning';

/** A key of the theme's `palette.status`. */
export type Tone = 'ok' | 'warning' | 'error' | 'running' | 'aborted';

export type Status =
  | VerdictState
  /** Looks bad, but not for long enough to call it so. */
  | 'not-confirmed'
  | DeploymentStatus
  | ServingState
  | StepStatus;

export interface StatusLook {
  word: string;
  tone: Tone;
  Icon: typeof SvgIcon;
}

export const STATUS_LOOKS: Record<Status, StatusLook> = {
  healthy: { word: 'Healthy', tone: 'ok', Icon: CheckCircleIcon },
  degraded: { word: 'Degraded', tone: 'warning', Icon: WarningIcon },
  failing: { word: 'Failing', tone: 'error', Icon: ErrorIcon },
  'not-confirmed': {
    word: 'Looks bad so far',
    tone: 'warning',
    Icon: ReportProblemOutlinedIcon,
  },
  unknown: { word: 'Unknown', tone: 'aborted', Icon: HelpOutlineIcon },

  queued: { word: 'Queued', tone: 'aborted', Icon: HourglassEmptyIcon },
  building: { word: 'Building', tone: 'running', Icon: SyncIcon },
  registered: { word: 'Registered', tone: 'running', Icon: SyncIcon },
  'awaiting-approval': {
    word: 'Waiting for approval',
    tone: 'warning',
    Icon: HowToRegIcon,
  },
  starting: { word: 'Starting', tone: 'running', Icon: SyncIcon },
  smoke: { word: 'Smoke test', tone: 'running', Icon: SyncIcon },
  canary: { word: 'Canary', tone: 'running', Icon: SyncIcon },
  shadow: { word: 'Shadow', tone: 'running', Icon: SyncIcon },
  held: { word: 'Held', tone: 'warning', Icon: HowToRegIcon },
  live: { word: 'Live', tone: 'ok', Icon: CheckCircleIcon },
  stopping: { word: 'Stopping', tone: 'running', Icon: SyncIcon },
  failed: { word: 'Failed', tone: 'error', Icon: CancelIcon },
  cancelled: { word: 'Cancelled', tone: 'aborted', Icon: BlockIcon },
  rejected: { word: 'Not approved', tone: 'aborted', Icon: BlockIcon },
  'rolled-back': { word: 'Rolled back', tone: 'warning', Icon: UndoIcon },
  'traffic-edited': { word: 'Traffic edited', tone: 'ok', Icon: CallSplitIcon },
  retired: { word: 'Retired', tone: 'aborted', Icon: RemoveCircleOutlineIcon },
  ceased: { word: 'No requests since', tone: 'aborted', Icon: BlockIcon },

  rebuilt: { word: 'Rebuilt', tone: 'ok', Icon: AutorenewIcon },

  ready: { word: 'Ready', tone: 'ok', Icon: CheckCircleIcon },
  unready: { word: 'Not ready', tone: 'warning', Icon: WarningIcon },
  crashed: { word: 'Crashed', tone: 'error', Icon: ErrorIcon },
  stopped: { word: 'Stopped', tone: 'aborted', Icon: BlockIcon },

  pending: { word: 'Pending', tone: 'aborted', Icon: RadioButtonUncheckedIcon },
  running: { word: 'Running', tone: 'running', Icon: SyncIcon },
  succeeded: { word: 'Succeeded', tone: 'ok', Icon: CheckCircleIcon },
  skipped: { word: 'Skipped', tone: 'aborted', Icon: RemoveCircleOutlineIcon },
};
