/** Draws SVGs to PNGs in Chromium: reads [{ svg, size, file }] from the file named last, writes each. */
'use strict';
const { app, BrowserWindow } = require('electron');
const fs = require('node:fs');

app.whenReady().then(async () => {
  try {
    const jobs = JSON.parse(fs.readFileSync(process.argv.at(-1), 'utf8'));
    const window = new BrowserWindow({ show: false });
    await window.loadURL('about:blank');
    for (const { svg, size, file } of jobs) {
      const draw = `new Promise((resolve, reject) => {
        const image = new Image(${size}, ${size});
        image.onerror = () => reject(new Error('not an image'));
        image.onload = () => {
          const canvas = document.createElement('canvas');
          canvas.width = canvas.height = ${size};
          canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size});
          resolve(canvas.toDataURL('image/png'));
        };
        image.src = 'data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}';
      })`;
      const url = await window.webContents.executeJavaScript(draw);
      fs.writeFileSync(file, Buffer.from(url.split(',')[1], 'base64'));
    }
    app.exit(0);
  } catch (error) {
    console.error(error);
    app.exit(1);
  }
});
