import './styles.css';

const code = document.querySelector('#worker')?.textContent ?? '';
const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
worker.addEventListener('message', ({ data }) => {
  document.querySelector('#main')?.append(String(data));
});
worker.postMessage('Hello {{ UserAttribute.Name }}');
