import type { PreviewData, PreviewProblem } from '../preview-data.ts';
import { byId, fill, h, notesList } from './views/index.ts';

/** Draws the head of the page: the campaign, and what its links are signed with. */
export function drawHead(data: PreviewData): void {
  document.title = data.campaign + ' · preview';
  byId('eyebrow').textContent = 'Preview · ' + data.channelName;
  byId('title').textContent = data.campaign;
  byId('subtitle').textContent = [data.trigger, data.template].filter(Boolean).join(' · ');
  const signed = byId('signed');
  signed.hidden = data.hasLinks === false;
  signed.className = 'signed ' + (data.liveLinks ? 'live' : '');
  signed.textContent = data.liveLinks
    ? 'Links are signed with the project’s secret and can be clicked: the first visit to one creates a pass.'
    : 'Links are signed with a fake secret and open no pass.';
}

/** Draws why there is no newer preview over the last good one, which is then grey. */
export function drawProblem(problem: PreviewProblem | undefined): void {
  const box = byId('problem');
  document.body.classList.toggle('stale', problem !== undefined);
  box.hidden = problem === undefined;
  fill(
    box,
    problem && [h('p', { class: 'problem-title' }, problem.title), notesList(problem.notes)],
  );
}
