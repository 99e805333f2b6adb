// Go's goroutines at the same work. Lines "WORK COUNT" on stdin, nanoseconds or bytes on stdout.
package main

import (
	"bufio"
	"context"
	"fmt"
	"math/rand"
	"os"
	"runtime"
	"sync"
	"time"
)

func yield(count int) {
	var done sync.WaitGroup
	for i := 0; i < 2; i++ {
		done.Add(1)
		go func() {
			for left := count / 2; left > 0; left-- {
				runtime.Gosched()
			}
			done.Done()
		}()
	}
	done.Wait()
}

func spawn(count int) {
	done := make(chan bool)
	for i := 0; i < count; i++ {
		go func() { done <- true }()
		<-done
	}
}

func pass(capacity, count int) {
	line := make(chan int, capacity)
	go func() {
		for i := 0; i < count; i++ {
			line <- i
		}
	}()
	for i := 0; i < count; i++ {
		<-line
	}
}

func choose(count int) {
	var c [8]chan int
	for i := range c {
		c[i] = make(chan int)
		go func(line chan int) {
			for n := 0; n < count/8; n++ {
				line <- n
			}
		}(c[i])
	}
	for i := 0; i < count/8*8; i++ {
		select {
		case <-c[0]:
		case <-c[1]:
		case <-c[2]:
		case <-c[3]:
		case <-c[4]:
		case <-c[5]:
		case <-c[6]:
		case <-c[7]:
		}
	}
}

func handOver(count int) {
	var mutex sync.Mutex
	var done sync.WaitGroup
	for i := 0; i < 2; i++ {
		done.Add(1)
		go func() {
			for left := count / 2; left > 0; left-- {
				mutex.Lock()
				runtime.Gosched()
				mutex.Unlock()
			}
			done.Done()
		}()
	}
	done.Wait()
}

func timeout(count int) {
	for i := 0; i < count; i++ {
		_, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		runtime.Gosched()
		cancel()
	}
}

func sleepers(count int) {
	var done sync.WaitGroup
	done.Add(count)
	for i := 0; i < count; i++ {
		go func(span time.Duration) {
			time.Sleep(span)
			done.Done()
		}(time.Duration(1+rand.Intn(100000)) * time.Microsecond)
	}
	done.Wait()
}

func parked(count int) float64 {
	gate := make(chan bool)
	var before, after runtime.MemStats
	var started sync.WaitGroup
	started.Add(count)
	runtime.GC()
	runtime.ReadMemStats(&before)
	for i := 0; i < count; i++ {
		go func() { started.Done(); <-gate }()
	}
	started.Wait()
	runtime.ReadMemStats(&after)
	close(gate)
	return float64(after.Sys - before.Sys)
}

func main() {
	runtime.GOMAXPROCS(1) // as everything else here
	works := map[string]func(int){
		"yield": yield, "spawn": spawn, "select": choose, "mutex": handOver, "timeout": timeout, "sleepers": sleepers,
		"buffered": func(n int) { pass(64, n) }, "rendezvous": func(n int) { pass(0, n) },
	}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var work string
		var count int
		fmt.Sscan(lines.Text(), &work, &count)
		if work == "parked" {
			fmt.Printf("%.0f\n", parked(count))
			continue
		}
		start := time.Now()
		works[work](count)
		fmt.Println(time.Since(start).Nanoseconds())
	}
}
