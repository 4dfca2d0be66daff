// Lists of the domain one at a time: pages and doors ask for several at once.

import { readMeetingLists } from '#domain/meetings/meeting-lists.ts';
import { readDetailedLists } from '#domain/notifications/notification-details.ts';
import { readNotificationLists } from '#domain/notifications/notifications.ts';
import { readOccurrenceLists } from '#domain/obligations/obligation-lists.ts';
import type { Page } from '#domain/paging.ts';
import { alone } from '#domain/several-lists.ts';
import type { Viewer } from '#domain/viewers.ts';

const one =
  <Request, Row>(lists: (viewer: Viewer, requests: readonly Request[]) => Promise<Page<Row>[]>) =>
  (viewer: Viewer, request: Request): Promise<Page<Row>> =>
    alone(lists(viewer, [request]));

export const listMeetings = one(readMeetingLists);
export const listNotifications = one(readNotificationLists);
export const readNotifications = one(readDetailedLists);
export const listOccurrences = one(readOccurrenceLists);
