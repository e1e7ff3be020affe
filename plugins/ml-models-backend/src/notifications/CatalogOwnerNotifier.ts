import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import {
  MlModelEntityV1alpha1,
  titleOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { ownerOf } from '../catalog/ownerOf';
import type {
  ApprovalNotice,
  ApprovalNotifier,
  ApprovalOutcome,
} from '../deployments/approvals/ApprovalNotifier';
import type {
  FailureNotice,
  FailureNotifier,
} from '../deployments/FailureNotifier';
import type { OwnerNotifier } from '../performance/verdict/sendNotices';
import type { VerdictNotice } from '../performance/verdict/verdictNotices';
import {
  approvalPayload,
  outcomePayload,
  unregisteredPayload,
} from './approvalPayload';
import { failurePayload } from './failurePayload';
import { verdictPayload } from './verdictPayload';

type Payload = NotificationSendOptions['payload'];

export interface CatalogOwnerNotifierOptions {
  catalog: ModelCatalog;
  notifications: NotificationService;
  logger: LoggerService;
}

/** Tells the owner that the catalog names, through Backstage's notifications. */
export class CatalogOwnerNotifier
  implements ApprovalNotifier, FailureNotifier, OwnerNotifier
{
  private isAbsenceKnown = false;

  constructor(private readonly options: CatalogOwnerNotifierOptions) {}

  notify(notice: VerdictNotice): Promise<void> {
    return this.tell(notice.modelRef, model => verdictPayload(notice, model));
  }

  notifyOfFailure(notice: FailureNotice): Promise<void> {
    return this.tell(notice.modelRef, model => failurePayload(notice, model));
  }

  /** Not whoever asked for the deployment: they cannot approve it. */
  notifyOfApproval(notice: ApprovalNotice): Promise<void> {
    return this.tell(
      notice.modelRef,
      async model =>
        approvalPayload(
          notice,
          model,
          await this.findNames(notice.requestedBy),
        ),
      { excludeEntityRef: notice.requestedBy },
    );
  }

  /**
   * Whoever was asked finds the answer in the place of the question, who has decided
   * too; whoever waited for it was not asked, and is told. Of a model that has left
   * the catalog nobody knows the owner, so whoever waited is told alone.
   */
  async notifyOfOutcome(outcome: ApprovalOutcome): Promise<void> {
    const { decision, decidedBy, withdrawnBy, requestedBy } = outcome;
    if (outcome.isUnregistered) {
      if (requestedBy) {
        await this.send([requestedBy], unregisteredPayload(outcome));
      }
      return;
    }
    await this.tell(
      outcome.modelRef,
      async model =>
        outcomePayload(outcome, model, await this.findNames(decidedBy)),
      {
        alsoTo: requestedBy,
        // Nobody is told what they withdrew themselves; mostly, who has asked does.
        excludeEntityRef: decision ? undefined : withdrawnBy ?? requestedBy,
      },
    );
  }

  private async findNames(ref?: string): Promise<(ref: string) => string> {
    const found = await this.options.catalog.findEntities(ref ? [ref] : []);
    return named => {
      const entity = found.get(named);
      return entity ? titleOf(entity) : named;
    };
  }

  private async tell(
    modelRef: string,
    payloadOf: (model: MlModelEntityV1alpha1) => Payload | Promise<Payload>,
    {
      alsoTo,
      excludeEntityRef,
    }: { alsoTo?: string; excludeEntityRef?: string } = {},
  ): Promise<void> {
    const model = await this.options.catalog.findModel(modelRef);
    if (model) {
      await this.send(
        [ownerOf(model), ...(alsoTo ? [alsoTo] : [])],
        await payloadOf(model),
        excludeEntityRef,
      );
    }
  }

  private async send(
    entityRef: string[],
    payload: Payload,
    excludeEntityRef?: string,
  ): Promise<void> {
    try {
      await this.options.notifications.send({
        recipients: { type: 'entity', entityRef, excludeEntityRef },
        payload,
      });
    } catch (error) {
      if (!saysNotInstalled(error)) {
        throw error;
      }
      this.noteAbsence();
    }
  }

  private noteAbsence(): void {
    if (!this.isAbsenceKnown) {
      this.isAbsenceKnown = true;
      this.options.logger.info(
        'Owners are not told of verdicts, failed pushes and deployments that wait for their approval: the notifications plugin is not installed',
      );
    }
  }
}

/** The service hands on no more than the status of what answered it. */
function saysNotInstalled(error: unknown): boolean {
  return /status 404\b/.test(toError(error).message);
}
